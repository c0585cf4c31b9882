package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.broker.hub.Recipient.Share;
import mqttlab.broker.hub.Recipient.Subscription;
import mqttlab.broker.topic.FilterTree;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Topics;

/// All subscriptions, and the routes of the topics that were published lately.
final class Routes {

    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_TARGETS = 1_000_000;
    /// As much memory as a target.
    private static final int CHARACTERS = 32;

    private final FilterTree<Recipient> tree = new FilterTree<>();
    private final Map<String, Share> shares = new HashMap<>();
    private final Map<String, Route> remembered = new HashMap<>();
    private int targets;
    private int count;

    /// Whether anybody gets what is published to this topic.
    boolean has(String topic) {
        Route route = of(topic);
        return !route.targets().isEmpty() || !route.shares().isEmpty();
    }

    /// How many subscriptions there are.
    int count() {
        return count;
    }

    Subscription add(Session session, Subscribe.Request request, int identifier) {
        String filter = request.filter();
        String pattern = pattern(filter);
        Subscription it = new Subscription(
                session, filter, pattern, request.qos(), request.noLocal(), request.retainAsPublished(), identifier);
        if (isShared(filter)) {
            share(filter, pattern).add(it);
        } else {
            tree.add(pattern, it);
        }
        count++;
        forget();
        return it;
    }

    /// Whether a filter is that of a shared subscription. 3.1.1 knows none, but leaves filters that begin with $ to the
    /// server.
    static boolean isShared(String filter) {
        return pattern(filter).length() < filter.length();
    }

    /// The part of a filter that is matched.
    static String pattern(String filter) {
        if (!Topics.isShared(filter)) {
            return filter;
        }
        int name = "$share/".length();
        int slash = filter.indexOf('/', name);
        boolean isWhole = slash > name && slash + 1 < filter.length();
        return isWhole && !Topics.hasWildcard(filter.substring(name, slash)) ? filter.substring(slash + 1) : filter;
    }

    private Share share(String filter, String pattern) {
        Share share = shares.get(filter);
        if (share == null) {
            share = new Share(filter, pattern);
            shares.put(filter, share);
            tree.add(pattern, share);
        }
        return share;
    }

    void remove(Subscription it) {
        Share share = isShared(it.filter()) ? shares.get(it.filter()) : null;
        if (share == null) {
            tree.remove(it.pattern(), it);
        } else {
            share.remove(it);
            if (share.isEmpty()) {
                shares.remove(it.filter());
                tree.remove(share.pattern, share);
            }
        }
        count--;
        forget();
    }

    private void forget() {
        remembered.clear();
        targets = 0;
    }

    Route of(String topic) {
        Route route = remembered.get(topic);
        if (route == null) {
            List<Recipient> recipients = new ArrayList<>();
            tree.match(topic, recipients::add);
            route = Route.of(recipients);
            if (remembered.size() >= MOST_REMEMBERED || targets >= MOST_TARGETS) {
                forget();
            }
            remembered.put(topic, route);
            targets += 1 + recipients.size() + topic.length() / CHARACTERS;
        }
        return route;
    }
}
