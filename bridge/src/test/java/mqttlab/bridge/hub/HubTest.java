package mqttlab.bridge.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import mqttlab.client.Message;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import net.jqwik.api.ForAll;
import org.junit.jupiter.api.Test;

class HubTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Limits LIMITS = new Limits(3, 2, 3, 1000, 5, 1000, 4, 1000);

    private final PlayedServer server = new PlayedServer();

    private Hub hub(String... filters) {
        return hub(LIMITS, filters);
    }

    private Hub hub(Limits limits, String... filters) {
        Hub hub = new Hub(new Hub.Setup("localhost:1883", List.of(filters), true, limits, server));
        hub.begin(refusal -> assertNull(refusal));
        for (String _ : filters) {
            server.grants();
        }
        return hub;
    }

    private static PlayedPage page(Hub hub) {
        PlayedPage page = new PlayedPage(hub);
        page.gets();
        return page;
    }

    private static String text(String topic, String payload) {
        return "{\"topic\":\"" + topic + "\",\"payload\":\"" + payload + "\",\"encoding\":\"utf8\",\"qos\":0,"
                + "\"retain\":false,\"properties\":{},\"time\":\"2026-03-01T12:00:00.123456Z\"}";
    }

    private static String past(String topic, String payload) {
        return "{\"past\":true," + text(topic, payload).substring(1);
    }

    /// A copy with Subscription Identifiers.
    private static Message copy(String topic, String payload, int... numbers) {
        List<Property> all = new ArrayList<>();
        for (int number : numbers) {
            all.add(new Property.Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, number));
        }
        return Message.of(topic, payload).withProperties(new Properties(all));
    }

    @Test
    void saysFirstWhatThereIs() {
        PlayedPage page = new PlayedPage(hub("a/#"));
        assertTrue(page.told > 0);
        assertEquals(
                List.of(
                        "{\"bridge\":{\"server\":\"localhost:1883\",\"subscribed\":[\"a/#\"],\"publish\":true,"
                                + "\"limits\":{\"subscriptions\":2,\"request-bytes\":1000}}}",
                        "{\"connected\":true}"),
                page.gets());
    }

    @Test
    void bringsEachPageWhatItWants() {
        Hub hub = hub("a/#");
        PlayedPage one = page(hub);
        PlayedPage two = page(hub);
        two.asks("{\"subscribe\":\"b\"}");
        server.grants();
        assertEquals(List.of("{\"subscribed\":\"b\"}"), two.gets());
        hub.message(Message.of("a/x", "1"), NOON);
        hub.message(Message.of("b", "2"), NOON);
        assertEquals(List.of(text("a/x", "1")), one.gets());
        assertEquals(List.of(text("a/x", "1"), text("b", "2")), two.gets());
    }

    @Test
    void subscribesOnceForAllPagesAndAsLongAsOneWantsIt() {
        Hub hub = hub();
        PlayedPage one = page(hub);
        PlayedPage two = page(hub);
        one.asks("{\"subscribe\":\"b\"}");
        server.grants();
        two.asks("{\"subscribe\":\"b\",\"id\":7}");
        assertEquals(List.of("+b 1"), server.wanted);
        assertEquals(List.of("{\"subscribed\":\"b\",\"id\":7}"), two.gets());
        one.asks("{\"unsubscribe\":\"b\"}");
        assertEquals(List.of("+b 1"), server.wanted);
        two.line.closed();
        assertEquals(List.of("+b 1", "-b"), server.wanted);
        one.asks("{\"subscribe\":\"b\"}");
        assertEquals(List.of("+b 1", "-b", "+b 2"), server.wanted);
    }

    @Test
    void keepsItsOwnSubscriptionsWithoutPages() {
        Hub hub = hub("a");
        PlayedPage page = page(hub);
        page.asks("{\"unsubscribe\":\"a\"}");
        hub.message(Message.of("a", "1"), NOON);
        assertEquals(List.of("{\"unsubscribed\":\"a\"}"), page.gets());
        assertEquals(List.of("+a 1"), server.wanted);
    }

    @Test
    void bringsOneOfSeveralCopies() {
        Hub hub = hub("a/#");
        PlayedPage wide = page(hub);
        PlayedPage both = page(hub);
        both.asks("{\"subscribe\":\"a/b\"}");
        // The server may send copies before it answers: 5.0 section 3.8.4.
        hub.message(copy("a/b", "1", 2), NOON);
        hub.message(copy("a/b", "1", 1), NOON);
        server.grants();
        both.gets();
        wide.gets();
        hub.message(copy("a/b", "2", 1), NOON);
        hub.message(copy("a/b", "2", 2), NOON);
        hub.message(copy("a/b", "3", 1, 2), NOON);
        assertEquals(List.of(text("a/b", "2"), text("a/b", "3")), wide.gets());
        assertEquals(List.of(text("a/b", "2"), text("a/b", "3")), both.gets());
    }

    @Test
    void bringsWhatComesBeforeTheAnswer() {
        Hub hub = hub();
        PlayedPage page = page(hub);
        page.asks("{\"subscribe\":\"a/b\"}");
        hub.message(copy("a/b", "1", 1), NOON);
        assertEquals(List.of(text("a/b", "1")), page.gets());
    }

    @Test
    void tellsWhoComesLaterTheLastOfEachTopic() {
        Hub hub = hub("a/#");
        hub.message(Message.of("a/x", "1"), NOON);
        hub.message(Message.of("a/y", "2"), NOON);
        hub.message(Message.of("a/x", "3"), NOON);
        List<String> first = new PlayedPage(hub).gets();
        assertEquals(List.of(past("a/y", "2"), past("a/x", "3")), first.subList(2, first.size()));
    }

    @Test
    void tellsWhoJoinsAFilterWhatItHasNotSeen() {
        Hub hub = hub("a/x");
        PlayedPage one = page(hub);
        one.asks("{\"subscribe\":\"a/+\"}");
        server.grants();
        hub.message(Message.of("a/x", "1"), NOON);
        hub.message(Message.of("a/y", "2"), NOON);
        PlayedPage two = page(hub);
        two.asks("{\"subscribe\":\"a/+\"}");
        assertEquals(List.of("{\"subscribed\":\"a/+\"}", past("a/y", "2")), two.gets());
    }

    @Test
    void forgetsWhatNobodyGets() {
        Hub hub = hub();
        PlayedPage page = page(hub);
        page.asks("{\"subscribe\":\"a\"}");
        server.grants();
        hub.message(Message.of("a", "1"), NOON);
        page.asks("{\"unsubscribe\":\"a\"}");
        page.gets();
        page.asks("{\"subscribe\":\"a\"}");
        server.grants();
        assertEquals(List.of("{\"subscribed\":\"a\"}"), page.gets());
    }

    @Test
    void tellsOfTheConnection() {
        Hub hub = hub();
        PlayedPage page = page(hub);
        hub.disconnected("The \"network\" is gone.", Duration.ofMillis(1500));
        hub.connected();
        assertEquals(
                List.of(
                        "{\"connected\":false,\"why\":\"The \\\"network\\\" is gone.\",\"again\":2}",
                        "{\"connected\":true}"),
                page.gets());
        hub.disconnected("refused", null);
        assertEquals(
                "{\"connected\":false,\"why\":\"refused\"}",
                new PlayedPage(hub).gets().get(1));
    }

    @Test
    void losesTheOldestForASlowPageAndSaysHowMany() {
        Hub hub = hub("a");
        PlayedPage slow = page(hub);
        PlayedPage quick = page(hub);
        for (int i = 1; i <= 8; i++) {
            hub.message(Message.of("a", "" + i), NOON);
            assertEquals(1, quick.gets().size());
        }
        List<String> all = slow.gets();
        assertEquals("{\"lost\":3}", all.getFirst());
        assertEquals(text("a", "4"), all.get(1));
        assertEquals(6, all.size());
    }

    @Test
    void publishesForPages() {
        Hub hub = hub();
        PlayedPage page = page(hub);
        page.asks("{\"publish\":{\"topic\":\"a\",\"payload\":\"x\",\"qos\":1,\"retain\":true},\"id\":\"k\"}");
        assertEquals(
                new Message("a", mqttlab.packet.Bytes.utf8("x"), 1, true, Properties.NONE, 0),
                server.published.getFirst());
        assertEquals(List.of(), page.gets());
        server.grants();
        assertEquals(List.of("{\"published\":\"a\",\"id\":\"k\"}"), page.gets());
        page.asks("{\"publish\":{\"topic\":\"a\"}}");
        server.refuses("Not authorized");
        assertEquals(
                List.of("{\"error\":\"Not authorized\",\"expected\":\"a message that the server takes\"}"),
                page.gets());
    }

    @Test
    void publishesNothingUnlessAllowed() {
        Hub hub = new Hub(new Hub.Setup("x", List.of(), false, LIMITS, server));
        PlayedPage page = page(hub);
        page.asks("{\"publish\":{\"topic\":\"a\"},\"id\":1}");
        assertEquals(
                List.of("{\"error\":\"pages may not publish here\",\"expected\":\"a bridge that was started with"
                        + " --allow-publish\",\"id\":1}"),
                page.gets());
        assertEquals(List.of(), server.wanted);
    }

    @Test
    void tellsWhyTheServerRefuses() {
        Hub hub = hub();
        PlayedPage page = page(hub);
        page.asks("{\"subscribe\":\"secret\",\"id\":\"s\"}");
        server.refuses("Not authorized");
        assertEquals(
                List.of("{\"error\":\"Not authorized\",\"expected\":\"a filter that the server grants\",\"id\":\"s\"}"),
                page.gets());
        page.asks("{\"subscribe\":\"secret\"}");
        assertEquals(List.of("+secret 1", "-secret", "+secret 2"), server.wanted);
    }

    @Test
    void limitsWhatPagesWant() {
        Hub hub = hub();
        PlayedPage page = page(hub);
        for (String filter : List.of("a", "b", "c")) {
            page.asks("{\"subscribe\":\"" + filter + "\"}");
        }
        assertEquals(
                List.of("{\"error\":\"this page has 2 subscriptions\",\"expected\":\"at most as many: unsubscribe from"
                        + " one first\"}"),
                page.gets());
        PlayedPage other = page(hub);
        other.asks("{\"subscribe\":\"c\"}");
        other.asks("{\"subscribe\":\"d\"}");
        assertTrue(other.gets().getFirst().contains("3 different filters"));
        page(hub);
        PlayedPage tooMany = new PlayedPage(hub);
        assertEquals("3 pages are connected already: close one of them", tooMany.end);
        assertEquals(3, hub.pages());
        tooMany.asks("{\"subscribe\":\"c\"}");
        tooMany.line.closed();
        assertEquals(List.of(), tooMany.gets());
        assertEquals(3, hub.pages());
    }

    @Test
    void readsNoMoreOfAPageThatWaits() {
        Hub hub = hub();
        PlayedPage page = page(hub);
        for (int i = 0; i < 16; i++) {
            assertFalse(page.line.isBusy());
            page.asks(i % 2 == 0 ? "{\"publish\":{\"topic\":\"a\"}}" : "nonsense");
        }
        assertTrue(page.line.isBusy());
        page.gets();
        assertFalse(page.line.isBusy());
    }

    @Test
    void takesNoPartInSharedSubscriptions() {
        PlayedPage page = page(hub());
        page.asks("{\"subscribe\":\"$share/g/a\"}");
        assertTrue(page.gets().getFirst().contains("shared subscriptions"));
        assertEquals(List.of(), server.wanted);
    }

    @Test
    void keepsSoManyMessagesForTheServer() {
        Hub hub = new Hub(new Hub.Setup("x", List.of(), true, Limits.USUAL.withQueue(2), server));
        PlayedPage page = page(hub);
        for (int i = 0; i < 3; i++) {
            page.asks("{\"publish\":{\"topic\":\"a\"}}");
        }
        assertEquals(2, server.published.size());
        assertTrue(page.gets().getFirst().contains("2 requests of this page wait for the server"));
    }

    @Test
    void doesNothingForAPageThatHasGone() {
        Hub hub = hub();
        PlayedPage page = page(hub);
        page.asks("{\"subscribe\":\"a\"}");
        page.line.closed();
        page.line.closed();
        server.grants();
        hub.message(Message.of("a", "1"), NOON);
        assertEquals(List.of("+a 1", "-a"), server.wanted);
        assertEquals(List.of(), page.gets());
        assertEquals(0, hub.pages());
    }

    /// Whatever pages do, what is subscribed to at the server is what some page wants.
    @net.jqwik.api.Property(tries = 300)
    void wantsOfTheServerWhatPagesWant(@ForAll long seed) {
        Random random = new Random(seed);
        PlayedServer played = new PlayedServer();
        Hub hub = new Hub(new Hub.Setup("x", List.of("own"), true, Limits.USUAL, played));
        hub.begin(_ -> {});
        played.grants();
        List<PlayedPage> pages = new ArrayList<>();
        List<Set<String>> wanted = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int which = random.nextInt(5);
            String filter = "f" + random.nextInt(4);
            switch (random.nextInt(6)) {
                case 0 -> {
                    pages.add(new PlayedPage(hub));
                    wanted.add(new HashSet<>());
                }
                case 1 -> {
                    if (which < pages.size()) {
                        pages.remove(which).line.closed();
                        wanted.remove(which);
                    }
                }
                case 2 -> {
                    if (which < pages.size()) {
                        pages.get(which).asks("{\"unsubscribe\":\"" + filter + "\"}");
                        wanted.get(which).remove(filter);
                    }
                }
                case 3 -> {
                    if (!played.waiting.isEmpty()) {
                        played.grants();
                    }
                }
                default -> {
                    if (which < pages.size()) {
                        pages.get(which).asks("{\"subscribe\":\"" + filter + "\"}");
                        wanted.get(which).add(filter);
                    }
                }
            }
            Set<String> all = new HashSet<>(Set.of("own"));
            wanted.forEach(all::addAll);
            assertEquals(all, atServer(played), "after step " + i);
        }
    }

    private static Set<String> atServer(PlayedServer played) {
        Set<String> all = new HashSet<>();
        for (String command : played.wanted) {
            if (command.startsWith("+")) {
                all.add(command.substring(1, command.indexOf(' ')));
            } else {
                assertTrue(all.remove(command.substring(1)), command + " of " + played.wanted);
            }
        }
        return all;
    }
}
