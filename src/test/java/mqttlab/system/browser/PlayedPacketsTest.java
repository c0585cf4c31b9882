package mqttlab.system.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mqttlab.bridge.Endpoint;
import mqttlab.bridge.Line;
import mqttlab.bridge.Wire;
import mqttlab.bridge.web.Web;
import mqttlab.net.Listener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page of packets, which gets what a test says.
@Timeout(180)
class PlayedPacketsTest {

    /// For one page.
    private static final class Played implements Endpoint, Line {

        private final Queue<byte[]> texts = new ConcurrentLinkedQueue<>();
        private Wire wire;

        @Override
        public Line open(Wire it) {
            wire = it;
            say("{\"packets\":{\"source\":\"broker\",\"most\":5000}}");
            return this;
        }

        void say(String text) {
            texts.add(text.getBytes(UTF_8));
            wire.ready();
        }

        @Override
        public byte[] next() {
            return texts.poll();
        }

        @Override
        public void received(String text) {
            throw new IllegalStateException("the page asks: " + text);
        }

        @Override
        public boolean isBusy() {
            return false;
        }

        @Override
        public void closed() {
            // That it is open no more does not matter.
        }
    }

    private static String row(int number) {
        return "{\"row\":{\"number\":" + number + ",\"time\":1770000000.5,\"stream\":0,\"client\":\"192.0.2.7:50000\","
                + "\"server\":\"192.0.2.7:1883\",\"clientid\":\"c\",\"sender\":\"client\",\"type\":\"PINGREQ\","
                + "\"length\":2,\"summary\":\"PINGREQ\"}}";
    }

    @Test
    void showsWhatIsFoundLater() throws Exception {
        Played feed = new Played();
        try (Chromium browser = Chromium.start();
                Web web = Web.start(new Web.Setup(
                        Listener.http("http://127.0.0.1:0"), null, Map.of("/ws/packets", feed), 1000, 10, it -> {}))) {
            Tab tab = browser.open(web.uri() + "/packets", 1280, 800);
            tab.await("document.getElementById('state').className === 'state up'");
            feed.say(row(1));
            tab.await("document.querySelectorAll('#rows tr').length === 1");
            tab.press("p");
            feed.say(row(2));
            feed.say("{\"found\":{\"number\":1,\"findings\":3}}");
            feed.say("{\"found\":{\"number\":2,\"findings\":1}}");
            tab.awaitText("#rows", "3 findings");
            tab.awaitText("#pause", "Go on (1)");
            feed.say(row(3));
            tab.awaitText("#pause", "Go on (2)");
            tab.press("p");
            tab.await("document.querySelectorAll('#rows tr').length === 3");
            assertEquals(
                    "3 findings, 1 finding",
                    tab.eval("[...document.querySelectorAll('.flaw')].map((it) => it.innerText.slice(2)).join(', ')")
                            .asString());
            tab.press("l");
            feed.say("{\"found\":{\"number\":3,\"findings\":1}}");
            tab.await("document.getElementById('ladder').textContent.split('⚠').length === 4");
            assertEquals(List.of(), tab.complaints());
        }
    }
}
