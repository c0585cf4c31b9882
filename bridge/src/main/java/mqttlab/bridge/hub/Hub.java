package mqttlab.bridge.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import mqttlab.bridge.Endpoint;
import mqttlab.bridge.Line;
import mqttlab.bridge.Wire;
import mqttlab.client.Message;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Topics;
import org.jspecify.annotations.Nullable;

/// All that a bridge knows and decides: which page gets which messages, and what is asked of the server for them.
///
/// A filter that several pages subscribe to is subscribed to once at the server, for as long as one of them wants it.
/// Each page begins with the bridge's own filters. A page that comes later, to the bridge or to a filter, gets the
/// last message of each topic first, as far as the bridge [remembers][Memory] it.
///
/// Any thread may call. Calls take turns, and none waits for the network.
public final class Hub implements Endpoint {

    /// The greatest Subscription Identifier. 5.0 section 3.8.2.1.2.
    private static final int GREATEST_NUMBER = 0xfff_ffff;

    /// @param server what pages are told they see
    /// @param filters what every page gets
    public record Setup(String server, List<String> filters, boolean mayPublish, Limits limits, Upstream upstream) {}

    private final Setup setup;
    private final Memory memory;
    private final Map<String, Interest> interests = new LinkedHashMap<>();
    private final Set<Page> pages = new LinkedHashSet<>();
    private byte[] state = Texts.connected();
    private int lastNumber;
    private long serial;

    public Hub(Setup setup) {
        this.setup = setup;
        memory = new Memory(setup.limits);
    }

    // What happens at the server's side.

    /// Subscribes to the bridge's own filters.
    ///
    /// @param answer gets a refusal of each, or null
    public synchronized void begin(Consumer<@Nullable String> answer) {
        for (String filter : new LinkedHashSet<>(setup.filters)) {
            Interest own = interest(filter, true);
            setup.upstream.subscribe(filter, own.number, refusal -> {
                granted(own, refusal);
                answer.accept(refusal);
            });
        }
    }

    private synchronized void granted(Interest interest, @Nullable String refusal) {
        interest.isGranted = refusal == null;
    }

    public synchronized void connected() {
        tell(Texts.connected());
    }

    /// @param again when the next attempt is made, or null where there will be none
    public synchronized void disconnected(String why, @Nullable Duration again) {
        tell(Texts.lostConnection(why, again));
    }

    private void tell(byte[] newState) {
        state = newState;
        for (Page page : pages) {
            page.answer(newState);
        }
    }

    /// A message has come.
    public void message(Message message, Instant time) {
        byte[] text = Texts.message(message, time);
        Set<Integer> numbers = numbers(message);
        synchronized (this) {
            serial++;
            memory.put(message.topic(), text);
            for (Page page : pages) {
                if (page.wants(message.topic(), serial, numbers)) {
                    page.message(text);
                }
            }
        }
    }

    private static Set<Integer> numbers(Message message) {
        Set<Integer> numbers = Set.of();
        for (Property property : message.properties().all()) {
            if (property.id() == PropertyId.SUBSCRIPTION_IDENTIFIER && property instanceof Property.Numeric it) {
                numbers = numbers.isEmpty() ? new HashSet<>() : numbers;
                numbers.add((int) it.value());
            }
        }
        return numbers;
    }

    // What pages do.

    @Override
    public synchronized Line open(Wire wire) {
        Page page = new Page(this, wire, setup.limits);
        if (pages.size() >= setup.limits.sockets()) {
            page.isClosed = true;
            wire.close(setup.limits.sockets() + " pages are connected already: close one of them");
            return page;
        }
        pages.add(page);
        Set<String> own = new LinkedHashSet<>(setup.filters);
        page.answer(Texts.hello(setup, own));
        page.answer(state);
        for (String filter : own) {
            Interest interest = interest(filter, true);
            interest.pages.add(page);
            page.interests.put(filter, interest);
        }
        memory.forEach((topic, text) -> {
            if (page.interests.values().stream().anyMatch(it -> it.matches(topic))) {
                page.message(Texts.past(text));
            }
        });
        return page;
    }

    synchronized void closed(Page page) {
        if (!page.isClosed) {
            page.isClosed = true;
            pages.remove(page);
            List.copyOf(page.interests.values()).forEach(it -> leave(page, it));
        }
    }

    synchronized void received(Page page, String text) {
        if (page.isClosed) {
            return;
        }
        try {
            switch (Requests.read(text)) {
                case Request.Subscribe it -> subscribe(page, it);
                case Request.Unsubscribe it -> unsubscribe(page, it);
                case Request.Publish it -> publish(page, it);
            }
        } catch (BadRequest e) {
            page.answer(Texts.error(e));
        }
    }

    private void subscribe(Page page, Request.Subscribe request) throws BadRequest {
        String filter = request.filter();
        if (page.interests.containsKey(filter)) {
            page.answer(Texts.done("subscribed", filter, request.id()));
            return;
        }
        if (Topics.isShared(filter)) {
            throw refused(
                    request,
                    "the bridge takes no part in shared subscriptions for pages",
                    "a filter without $share/: each page gets all that matches");
        }
        if (page.interests.size() >= setup.limits.subscriptions()) {
            throw refused(
                    request,
                    "this page has " + page.interests.size() + " subscriptions",
                    "at most as many: unsubscribe from one first");
        }
        Interest known = interests.get(filter);
        if (known != null && known.isGranted) {
            join(page, known);
            page.answer(Texts.done("subscribed", filter, request.id()));
            replay(page, known);
            return;
        }
        if (known == null && interests.size() - setup.filters.size() >= setup.limits.filters()) {
            throw refused(
                    request,
                    "pages have subscribed to " + setup.limits.filters() + " different filters",
                    "at most as many, or one that another page has");
        }
        Interest interest = known == null ? interest(filter, false) : known;
        join(page, interest);
        page.asked++;
        // Also where another page's request is on its way: the answer is then for both.
        setup.upstream.subscribe(filter, interest.number, refusal -> subscribed(page, interest, request, refusal));
    }

    private synchronized void subscribed(
            Page page, Interest interest, Request.Subscribe request, @Nullable String refusal) {
        page.asked--;
        if (refusal == null) {
            interest.isGranted = true;
            page.answer(Texts.done("subscribed", request.filter(), request.id()));
            return;
        }
        page.answer(Texts.error(refused(request, refusal, "a filter that the server grants")));
        if (page.interests.get(request.filter()) == interest) {
            leave(page, interest);
        }
    }

    private void unsubscribe(Page page, Request.Unsubscribe request) throws BadRequest {
        Interest interest = page.interests.get(request.filter());
        if (interest == null) {
            throw refused(
                    request,
                    "this page has not subscribed to that filter",
                    page.interests.isEmpty()
                            ? "nothing: there are no subscriptions"
                            : "one of " + String.join(", ", page.interests.keySet()));
        }
        leave(page, interest);
        page.answer(Texts.done("unsubscribed", request.filter(), request.id()));
    }

    private void publish(Page page, Request.Publish request) throws BadRequest {
        if (!setup.mayPublish) {
            throw refused(request, "pages may not publish here", "a bridge that was started with --allow-publish");
        }
        if (page.asked >= setup.limits.queueMessages()) {
            throw refused(request, page.asked + " requests of this page wait for the server", "fewer at once");
        }
        page.asked++;
        String topic = request.message().topic();
        setup.upstream.publish(request.message(), refusal -> {
            synchronized (this) {
                page.asked--;
                page.answer(
                        refusal == null
                                ? Texts.done("published", topic, request.id())
                                : Texts.error(refused(request, refusal, "a message that the server takes")));
            }
        });
    }

    private static BadRequest refused(Request request, String what, String expected) {
        return new BadRequest(what, expected, BadRequest.NOWHERE, request.id());
    }

    // Subscriptions that are shared.

    private Interest interest(String filter, boolean isOurs) {
        return interests.computeIfAbsent(filter, it -> {
            lastNumber = lastNumber == GREATEST_NUMBER ? 1 : lastNumber + 1;
            return new Interest(it, lastNumber, isOurs);
        });
    }

    private static void join(Page page, Interest interest) {
        interest.pages.add(page);
        page.interests.put(interest.filter, interest);
    }

    /// Sends a page what it would know had it subscribed before: but for what it gets by another filter already.
    private void replay(Page page, Interest interest) {
        Map<String, Interest> others = new HashMap<>(page.interests);
        others.remove(interest.filter);
        memory.forEach((topic, text) -> {
            if (interest.matches(topic) && others.values().stream().noneMatch(it -> it.matches(topic))) {
                page.message(Texts.past(text));
            }
        });
    }

    private void leave(Page page, Interest interest) {
        page.interests.remove(interest.filter);
        interest.pages.remove(page);
        if (interest.pages.isEmpty() && !interest.isOurs && interests.remove(interest.filter, interest)) {
            setup.upstream.unsubscribe(interest.filter);
            memory.retain(topic -> interests.values().stream().anyMatch(it -> it.matches(topic)));
        }
    }

    /// How many pages are connected.
    public synchronized int pages() {
        return pages.size();
    }
}
