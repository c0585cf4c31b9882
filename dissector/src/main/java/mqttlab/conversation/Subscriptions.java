package mqttlab.conversation;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.finding.Check;
import mqttlab.packet.Field;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.Show;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Topics;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Unsubscribe;
import org.jspecify.annotations.Nullable;

/// What a client has subscribed to in its session, and whether what it is sent comes of that. 3.1.1 and 5.0
/// sections 3.3, 3.8 to 3.11, 4.7.
final class Subscriptions {

    /// Beyond these we no longer tell what belongs to a subscription.
    private static final int MOST_FILTERS = 10_000;
    private static final int MOST_TOPICS = 10_000;

    /// So many filters are matched in less time than a topic is looked up.
    private static final int FEW = 4;

    private final Map<String, Subscription> byFilter = new LinkedHashMap<>();
    private final Map<Integer, List<Subscribe.Request>> requests = new HashMap<>();
    private final Map<Integer, List<String>> endings = new HashMap<>();
    private final Set<Long> ids = new HashSet<>();
    private boolean isTooMuch;
    /// How much is held, in pieces: by filter and identifier, of requests under way, of topics.
    private int kept;
    private int asked;
    private int matched;
    private int counted;

    /// Of the topics seen lately; emptied whenever a subscription changes.
    private final Map<String, Match> matches = new HashMap<>();
    private final Map<String, Integer> retained = new HashMap<>();
    private boolean countsRetained = true;

    private Scene scene;

    Subscriptions(Scene scene) {
        this.scene = scene;
    }

    void resume(Scene next, Subscriptions begun) {
        scene = next;
        forgetConnection();
        isTooMuch |= begun.isTooMuch;
        begun.requests.forEach((id, asked) -> request(id, asked, null));
        begun.ids.forEach(this::identify);
        begun.endings.forEach(this::end);
    }

    /// Forgets what does not outlive the connection.
    void forgetConnection() {
        requests.clear();
        endings.clear();
        asked = 0;
        retained.clear();
        counted = 0;
        countsRetained = false;
        changed();
    }

    /// How much it remembers, in pieces of some 100 bytes.
    int size() {
        return kept + asked + matched + counted;
    }

    private static int size(String text) {
        return 1 + text.length() / 64;
    }

    private static int size(@Nullable List<String> texts) {
        int size = 0;
        for (String text : texts == null ? List.<String>of() : texts) {
            size += size(text);
        }
        return size;
    }

    private static List<String> filters(@Nullable List<Subscribe.Request> requests) {
        return requests == null
                ? List.of()
                : requests.stream().map(Subscribe.Request::filter).toList();
    }

    private void changed() {
        matches.clear();
        matched = 0;
    }

    Collection<Subscription> all() {
        return Collections.unmodifiableCollection(byFilter.values());
    }

    /// @param isTold whether its SUBACK will be known by the packet identifier
    void subscribe(Subscribe subscribe, boolean isTold) {
        Property id = subscribe.properties().find(PropertyId.SUBSCRIPTION_IDENTIFIER);
        request(subscribe.packetId(), subscribe.requests(), id);
        if (!isTold) {
            answered(subscribe.packetId());
        }
    }

    private void request(int packetId, List<Subscribe.Request> filters, @Nullable Property id) {
        if (byFilter.size() + filters.size() > MOST_FILTERS || requests.size() > MOST_FILTERS) {
            isTooMuch = true;
            return;
        }
        answered(packetId);
        requests.put(packetId, filters);
        asked += size(filters(filters));
        if (id instanceof Property.Numeric number) {
            identify(number.value());
        }
        for (Subscribe.Request request : filters) {
            Subscription it = byFilter.computeIfAbsent(request.filter(), this::subscription);
            it.request(request.qos());
            it.isBare |= id == null;
            it.retainAsPublished |= request.retainAsPublished();
            if (request.retainHandling() == 2) {
                it.retainedNever = true;
            } else if (request.retainHandling() == 1 && it.isActive()) {
                it.retainedNotNew = true;
            } else {
                it.retainedAsked++;
            }
        }
        changed();
    }

    /// Takes out what SUBACK answers.
    private @Nullable List<Subscribe.Request> answered(int packetId) {
        List<Subscribe.Request> filters = requests.remove(packetId);
        asked -= size(filters(filters));
        return filters;
    }

    private void identify(long id) {
        isTooMuch |= ids.size() == MOST_FILTERS && !ids.contains(id);
        if (!isTooMuch && ids.add(id)) {
            kept++;
        }
    }

    private Subscription subscription(String filter) {
        boolean isV5 = scene.isV5();
        kept += 1 + size(filter);
        return new Subscription(filter, TopicFilter.pattern(filter, isV5), isV5 && Topics.isShared(filter));
    }

    void granted(SubAck ack) {
        List<Subscribe.Request> filters = answered(ack.packetId());
        if (filters == null) {
            return;
        }
        List<Integer> codes = ack.codes();
        if (codes.size() != filters.size()) {
            String found = codes.size() + ", the SUBSCRIBE has " + filters.size() + " topic filters";
            scene.report(Check.SUBACK_COUNT, scene.isV5() ? SubAck.REASON_CODE : SubAck.RETURN_CODE, found);
        }
        for (int i = 0; i < filters.size(); i++) {
            Subscribe.Request request = filters.get(i);
            int code = i < codes.size() ? codes.get(i) : request.qos();
            Subscription it = byFilter.get(request.filter());
            if (it != null) {
                it.grant(code);
            }
            if (code <= 2 && code > request.qos() && codes.size() == filters.size()) {
                String found = code + " for \"" + printable(request.filter()) + "\", requested QoS is " + request.qos();
                scene.reportOne(
                        Check.SUBACK_GRANTS_MORE,
                        Check.SUBACK_GRANTS_MORE.severity(),
                        scene.isV5() ? SubAck.REASON_CODE : SubAck.RETURN_CODE,
                        i,
                        found);
            }
        }
        changed();
    }

    private static String printable(String filter) {
        return Show.escaped(filter.length() > 64 ? filter.substring(0, 64) : filter);
    }

    /// @param isTold whether its UNSUBACK will be known by the packet identifier
    void unsubscribe(Unsubscribe unsubscribe, boolean isTold) {
        for (String filter : unsubscribe.filters()) {
            Subscription it = byFilter.get(filter);
            if (it != null) {
                it.end();
            }
        }
        if (isTold) {
            end(unsubscribe.packetId(), unsubscribe.filters());
        } else {
            ended(unsubscribe.packetId());
        }
    }

    private void end(int packetId, List<String> filters) {
        ended(packetId);
        if (endings.size() <= MOST_FILTERS) {
            endings.put(packetId, filters);
            asked += size(filters);
        }
    }

    /// Takes out what UNSUBACK answers.
    private @Nullable List<String> ended(int packetId) {
        List<String> filters = endings.remove(packetId);
        asked -= size(filters);
        return filters;
    }

    void ended(UnsubAck ack) {
        List<String> filters = ended(ack.packetId());
        if (filters == null) {
            return;
        }
        if (scene.isV5() && ack.codes().size() != filters.size()) {
            String found = ack.codes().size() + ", the UNSUBSCRIBE has " + filters.size() + " topic filters";
            scene.report(Check.UNSUBACK_COUNT, UnsubAck.CODE, found);
        }
    }

    /// A message from the server.
    void delivered(Publish publish) {
        String topic = scene.topic(publish.topic());
        if (topic == null || isTooMuch || !scene.isSessionKnown()) {
            return;
        }
        Match match = match(topic);
        if (match.bestQos < 0) {
            boolean isKept = match.isKept;
            Check check = isKept ? Check.DOLLAR_TOPIC : Check.TOPIC_NOT_SUBSCRIBED;
            scene.report(check, Publish.TOPIC, '"' + printable(topic) + '"');
            return;
        }
        if (publish.qos() > match.bestQos) {
            Check check = match.isShared ? Check.SHARED_ABOVE_GRANTED_QOS : Check.ABOVE_GRANTED_QOS;
            scene.report(check, FixedHeader.QOS, publish.qos() + ", granted was " + match.bestQos);
        }
        if (publish.retain() && !publish.dup()) {
            retained(topic, match);
        }
        if (scene.isV5()) {
            ids(publish, match);
        }
    }

    private Match match(String topic) {
        if (byFilter.size() <= FEW) {
            return matched(topic);
        }
        Match match = matches.get(topic);
        if (match == null) {
            match = matched(topic);
            if (matches.size() == MOST_TOPICS) {
                changed();
            }
            matches.put(topic, match);
            matched += 1 + size(topic);
        }
        return match;
    }

    private Match matched(String topic) {
        Match match = new Match();
        for (Subscription it : byFilter.values()) {
            match.add(it, topic);
        }
        return match;
    }

    /// A message with RETAIN 1, where no subscription asks for the flag as it was published: it can only come of a
    /// SUBSCRIBE, once for each.
    private void retained(String topic, Match match) {
        if (!scene.isFresh() || scene.bridge || !countsRetained || match.retainAsPublished) {
            return;
        }
        if (retained.size() == MOST_TOPICS) {
            countsRetained = false;
            retained.clear();
            counted = 0;
            return;
        }
        int times = retained.merge(topic, 1, Integer::sum);
        counted += times == 1 ? 1 + size(topic) : 0;
        if (times > match.retainedAsked) {
            Check check = match.retainedNotNew
                    ? Check.RETAIN_NOT_NEW
                    : match.retainedNever && match.retainedAsked == 0 ? Check.RETAIN_NOT_ASKED : Check.RETAIN_FORWARDED;
            scene.report(check, FixedHeader.RETAIN);
        }
    }

    private void ids(Publish publish, Match match) {
        Field field = PropertyId.SUBSCRIPTION_IDENTIFIER.field(PacketType.PUBLISH);
        int count = 0;
        for (Property property : publish.properties().all()) {
            if (property.id() == PropertyId.SUBSCRIPTION_IDENTIFIER && property instanceof Property.Numeric number) {
                if (!ids.contains(number.value())) {
                    Check check = Check.SUBSCRIPTION_ID_UNKNOWN;
                    scene.reportOne(check, check.severity(), field, count, null);
                }
                count++;
            }
        }
        if (count == 0 && match.allHaveIds && match.isAnswered && scene.isFresh() && !publish.dup()) {
            scene.report(Check.SUBSCRIPTION_ID_MISSING, field);
        }
    }

    /// What the subscriptions that match a topic have in common.
    private static final class Match {
        int bestQos = -1;
        /// One would match if the topic did not begin with $.
        boolean isKept;
        /// All that match are shared.
        boolean isShared = true;
        boolean retainAsPublished;
        boolean retainedNever;
        boolean retainedNotNew;
        int retainedAsked;
        boolean allHaveIds = true;
        boolean isAnswered = true;

        void add(Subscription it, String topic) {
            int qos = it.bestQos();
            if (qos < 0 || !TopicFilter.matches(it.pattern(), topic)) {
                return;
            }
            if (TopicFilter.isKeptFrom(it.pattern(), topic)) {
                isKept = true;
                return;
            }
            bestQos = Math.max(bestQos, qos);
            isShared &= it.isShared();
            retainAsPublished |= it.retainAsPublished;
            retainedNever |= it.retainedNever;
            retainedNotNew |= it.retainedNotNew;
            retainedAsked += it.retainedAsked;
            allHaveIds &= !it.isBare;
            isAnswered &= it.isAnswered();
        }
    }
}
