package mqttlab.system.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import mqttlab.client.Message;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.system.Peer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page of messages, in Chromium.
@Timeout(180)
class MessagesPageTest {

    private static Chromium browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Chromium.start();
    }

    @AfterAll
    static void end() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private static Tab open(House house) throws Exception {
        Tab tab = browser.open(house.web.uri() + "/", 1280, 800);
        tab.await("document.getElementById('state').className === 'state up'");
        return tab;
    }

    private static void assertContent(Tab tab) {
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void showsWhatMosquittoPubHasPublished() throws Exception {
        Peer.need("mosquitto_pub");
        try (House house = House.open(false, "sensors/#")) {
            Tab tab = open(house);
            tab.awaitText("#state", "localhost:" + house.port);
            Process process = new ProcessBuilder(
                            "mosquitto_pub", "-p", "" + house.port, "-t", "sensors/kitchen", "-m", "21.5")
                    .inheritIO()
                    .start();
            assertEquals(0, process.waitFor());
            tab.awaitText("#log", "sensors/kitchen");
            tab.awaitText("#log", "21.5");
            tab.awaitText("#tree", "kitchen");
            assertTrue(tab.count("#publish[hidden]") == 1);
            assertContent(tab);
            for (String request : tab.requests()) {
                assertTrue(request.startsWith(house.web.uri()), "the page works without any other host: " + request);
            }
        }
    }

    @Test
    void showsNumbersAsAPlotAndJsonInLines() throws Exception {
        try (House house = House.open(false, "#")) {
            Tab tab = open(house);
            for (int i = 0; i < 40; i++) {
                house.publish(
                        "a/climate",
                        "{\"t\": " + (20 + Math.sin(i / 4.0)) + ", \"in\": {\"rh\": 4" + i % 10
                                + ".0}, \"big\": 12345678901234567890}");
            }
            tab.awaitText("#log", "climate");
            tab.await("document.querySelectorAll('.topic').length === 2");
            tab.click(".topic:nth-child(2)");
            tab.await("document.getElementById('plot').dataset.points === '40'");
            assertEquals("a/climate", tab.text("#chosen-topic"));
            String lines = tab.text("#payload");
            assertTrue(lines.contains("\n  \"in\": {\n    \"rh\": 49.0\n  },"), lines);
            assertTrue(lines.contains("12345678901234567890"), lines);
            assertTrue(tab.eval("document.querySelector('.topic:nth-child(2)"
                                    + " polyline').getAttribute('points').split(' ').length")
                            .asInt()
                    == 32);
            assertTrue(drawn(tab) > 200, "the plot is empty");
            assertEquals(
                    "t\nbig\nin.rh",
                    tab.eval("[...document.querySelectorAll('.paths button')].map((it) => it.innerText).join('\\n')")
                            .asString());
            tab.click(".paths button:nth-child(3)");
            tab.await("document.getElementById('chosen-value').innerText === '49'");
            house.publish("a/climate", "{\"t\": 1, \"in\": {\"rh\": 77}}");
            tab.await("document.getElementById('chosen-value').innerText === '77'");
            assertContent(tab);
        }
    }

    /// RFC 8259 section 6 sets no limit to a number, but what a page counts with has one.
    @Test
    void showsNumbersThatAreTooLargeAsTheyAreWritten() throws Exception {
        try (House house = House.open(false, "#")) {
            Tab tab = open(house);
            house.publish("a", "1e999");
            house.publish("b", "{\"a\":1e999}");
            house.publish("c", "{\"a\":[-1e999],\"b\":7}");
            house.publish("d", "20.5");
            house.publish("d", "-1e999");
            house.publish("e", "21.5");
            tab.await("document.querySelectorAll('.topic').length === 5");
            assertEquals(
                    "1e999 | {\"a\":1e999} | 7 | -1e999 | 21.5",
                    tab.eval("[...document.querySelectorAll('.topic .last')].map((it) => it.innerText).join(' | ')")
                            .asString());
            for (int i = 1; i <= 5; i++) {
                tab.click(".topic:nth-child(" + i + ")");
                tab.await("document.querySelector('.topic:nth-child(" + i + ")').ariaSelected === 'true'");
            }
            assertContent(tab);
        }
    }

    /// How many pixels of the plot are not empty.
    private static int drawn(Tab tab) throws Exception {
        return tab.eval("(() => { const it = document.getElementById('plot'); const all = it.getContext('2d')"
                        + ".getImageData(0, 0, it.width, it.height).data; let n = 0;"
                        + " for (let i = 3; i < all.length; i += 4) if (all[i] > 0) n++; return n; })()")
                .asInt();
    }

    /// What pages of others have fallen for, as topic, payload and property.
    private static final List<String> HOSTILE = List.of(
            "<script>window.pwned = 1</script>",
            "<img src=x onerror='window.pwned = 2'>",
            "\"><svg onload=window.pwned=3>",
            "javascript:window.pwned=4",
            "</title></textarea></script><b>bold",
            "{{constructor.constructor('window.pwned=5')()}}",
            "${window.pwned = 6}",
            "&lt;i&gt;&#60;script&#62;",
            "\u202egnp.exe\u202c \u2066isolate\u2069 \u200b\u00ad\ufeff",
            "\u001b[31mred\u001b]0;title\u0007 \u007f\u0085\u2028\u2029",
            "__proto__",
            "constructor",
            "style=position:fixed;inset:0");

    @Test
    void doesNothingThatTopicsAndPayloadsSay() throws Exception {
        try (House house = House.open(false, "#")) {
            Tab tab = open(house);
            for (String text : HOSTILE) {
                house.publish(new Message(
                        "x/" + text.replace("#", "").replace("+", ""),
                        mqttlab.packet.Bytes.utf8(text),
                        0,
                        false,
                        new Properties(List.of(
                                new Property.Text(PropertyId.CONTENT_TYPE, text), new Property.Pair(text, text))),
                        0));
                house.publish(
                        "json",
                        "{\"" + text.replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ")
                                + "\": \"<b>x</b>\", \"__proto__\": 7}");
            }
            house.publish(Message.of("bytes", HexFormat.of().parseHex("00ff3c736372697074")));
            house.publish("last", "done");
            tab.awaitText("#log", "done");
            int rows = tab.count(".topic");
            for (int i = rows; i > 0; i--) {
                tab.click(".topic:nth-child(" + i + ")");
            }
            tab.await("document.querySelector('.topic[aria-selected=true]')");
            assertEquals(
                    "(nothing)", tab.eval("String(window.pwned ?? '(nothing)')").asString());
            assertEquals(0, tab.count("main script, main img, main b.bold, main svg:not(.spark), main i, main style"));
            assertFalse(tab.eval(
                            "/[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\u001b\\u0007\\u2028]/.test(document.body.innerText)")
                    .asBoolean());
            assertEquals("undefined", tab.eval("typeof ({}).x").asString());
            // What would not be seen can be read.
            assertTrue(tab.eval("document.body.innerText.includes('\\\\u{202e}gnp.exe')")
                    .asBoolean());
            assertEquals("mqttlab · messages", tab.eval("document.title").asString());
            assertContent(tab);
        }
    }

    @Test
    void comesBackAfterTheBrokersRestart() throws Exception {
        try (House house = House.open(true, "a/#")) {
            Tab tab = open(house);
            tab.eval("document.getElementById('subscribe-to').focus()");
            tab.type("mine/+");
            tab.press("Enter");
            tab.awaitText("#subscriptions", "mine/+");
            house.stopBroker();
            tab.await("document.getElementById('state').className === 'state away'");
            tab.awaitText("#state", "is away");
            house.startBroker();
            tab.await("document.getElementById('state').className === 'state up'");
            tab.eval("document.getElementById('subscribe-to').focus()");
            tab.type("later");
            tab.press("Enter");
            tab.awaitText("#subscriptions", "later");
            house.publish("a/b", "one");
            tab.awaitText("#log", "one");
            house.publish("mine/x", "two");
            tab.awaitText("#log", "two");
            assertContent(tab);
        }
    }

    @Test
    void asksOnceForWhatIsRefused() throws Exception {
        try (House house = House.open(true, "a/#")) {
            Tab tab = open(house);
            tab.eval("window.asked = []; const send = WebSocket.prototype.send; WebSocket.prototype.send ="
                    + " function (it) { asked.push(it); window.last = this; send.call(this, it); }");
            tab.eval("document.getElementById('subscribe-to').focus()");
            tab.type("#/" + "x".repeat(100));
            tab.press("Enter");
            tab.awaitText("#told", "expected");
            tab.eval("document.getElementById('subscribe-to').focus()");
            tab.type("mine/+");
            tab.press("Enter");
            tab.awaitText("#subscriptions", "mine/+");
            tab.eval("asked.length = 0; last.close()");
            tab.await("asked.length > 0");
            tab.awaitText("#subscriptions", "mine/+");
            assertEquals(1, tab.eval("asked.length").asInt());
            assertContent(tab);
        }
    }

    @Test
    void filtersTreeAndMessages() throws Exception {
        try (House house = House.open(false, "#")) {
            Tab tab = open(house);
            for (String topic : List.of("a/x/t", "a/y/t", "b/x")) {
                house.publish(topic, "value of " + topic);
            }
            tab.await("document.querySelectorAll('#log li').length === 3");
            tab.press("/");
            tab.type("a/+/t");
            tab.await("document.querySelectorAll('#log li').length === 2");
            assertEquals(
                    "a\nx\nt\ny\nt",
                    tab.eval("[...document.querySelectorAll('.level')].map((it) => it.innerText).join('\\n')")
                            .asString());
            tab.eval("document.getElementById('filter').select()");
            tab.type("OF b");
            tab.await("document.querySelectorAll('#log li').length === 1");
            house.publish("b/x", "other");
            house.publish("b/x", "value of b again");
            tab.awaitText("#log", "again");
            assertFalse(tab.text("#log").contains("other"));
            tab.eval("document.getElementById('filter').select()");
            tab.type("nowhere");
            tab.awaitText("#tree", "No topic matches.");
            assertContent(tab);
        }
    }

    @Test
    void worksByKeys() throws Exception {
        try (House house = House.open(false, "#")) {
            Tab tab = open(house);
            for (String topic : List.of("a/b/c/d", "e")) {
                house.publish(topic, "v");
            }
            tab.await("document.querySelectorAll('.topic').length === 4");
            tab.eval("document.querySelector('.topic').focus()");
            tab.press("ArrowDown");
            tab.press("ArrowDown");
            tab.press("ArrowRight");
            tab.await("document.querySelectorAll('.topic').length === 5");
            tab.press("ArrowDown");
            tab.awaitText("#chosen", "a/b/c/d");
            tab.press("ArrowLeft");
            tab.press("ArrowLeft");
            tab.await("document.querySelectorAll('.topic').length === 4");
            tab.press("End");
            tab.await("document.getElementById('chosen-topic').innerText === 'e'");
            tab.eval("document.getElementById('log').focus()");
            tab.press("ArrowDown");
            tab.press("ArrowDown");
            tab.await("document.getElementById('chosen-topic').innerText === 'a/b/c/d'");
            assertContent(tab);
        }
    }

    @Test
    void pausesAndGoesOn() throws Exception {
        try (House house = House.open(false, "#")) {
            Tab tab = open(house);
            house.publish("a", "before");
            tab.awaitText("#log", "before");
            tab.press("p");
            tab.awaitText("#pause", "Go on");
            house.publish("a", "meanwhile");
            tab.awaitText("#pause", "Go on (1)");
            assertFalse(tab.text("#log").contains("meanwhile"));
            tab.click("#pause");
            tab.awaitText("#log", "meanwhile");
            assertContent(tab);
        }
    }

    @Test
    void publishesWhereItMay() throws Exception {
        try (House house = House.open(true, "#")) {
            Tab tab = open(house);
            tab.eval("document.getElementById('publish-topic').focus()");
            tab.type("from/page");
            tab.eval("document.getElementById('publish-payload').focus()");
            tab.type("grüße");
            tab.click("#publish button");
            tab.awaitText("#log", "grüße");
            tab.awaitText("#published", "Published.");
            tab.eval("document.getElementById('publish-topic').select()");
            tab.type("wrong/#");
            tab.click("#publish button");
            tab.awaitText("#published", "expected");
            assertContent(tab);
        }
    }

    @Test
    void asksForTheToken() throws Exception {
        try (House house = House.withToken("s3cret")) {
            Tab tab = browser.open(house.web.uri() + "/", 1000, 700);
            tab.await("document.querySelector('dialog[open] input')");
            tab.type("s3cret");
            tab.press("Enter");
            tab.await("document.getElementById('state').className === 'state up'");
            Tab told = browser.open(house.web.uri() + "/?token=s3cret", 1000, 700);
            told.await("document.getElementById('state').className === 'state up'");
            assertEquals(house.web.uri() + "/", told.eval("location.href").asString());
        }
    }

    /// The page of an hour in which more came than it can hold.
    @Test
    void keepsSoMuchAndSaysSo() throws Exception {
        try (House house = House.open(false, "#")) {
            Tab tab = open(house);
            for (int i = 0; i < 1200; i++) {
                house.publish("many/" + i, "" + i);
            }
            tab.awaitText("#count", "1,200");
            tab.awaitText("#topic-count", "1000 topics, and more that are left out");
            tab.await("document.querySelectorAll('#log li').length === 500");
            tab.awaitText("#log-note", "the last 500");
            assertContent(tab);
        }
    }

    @Test
    void takesWhatIsDeepAndLong() throws Exception {
        try (House house = House.open(false, "#")) {
            Tab tab = open(house);
            house.tell(Message.of("deep" + "/".repeat(20_000) + "end", "x"), Instant.now());
            house.publish("long", "y".repeat(1_000_000));
            house.publish("nested", "[".repeat(16_000) + "]".repeat(16_000));
            house.publish("last", "done");
            tab.awaitText("#log", "done");
            tab.eval("[...document.querySelectorAll('.topic')].find((it) => it.title === 'nested').click()");
            tab.awaitText("#payload", "[");
            tab.eval("[...document.querySelectorAll('.topic')].find((it) => it.title === 'long').click()");
            tab.awaitText("#payload", "… and 967,232 characters more");
            tab.press("/");
            tab.type("end");
            tab.await("document.querySelectorAll('.topic').length === 32");
            assertContent(tab);
        }
    }

    @Test
    void fitsAnyWindow() throws Exception {
        try (House house = House.open(true, "home/#", "garden/#")) {
            Tab tab = open(house);
            Readings.publish(house);
            tab.await("document.querySelectorAll('.topic').length >= 10");
            tab.eval("[...document.querySelectorAll('.topic')].find((it) => it.title ==="
                    + " 'home/kitchen/climate').click()");
            tab.await("document.getElementById('plot').dataset.points === '91'");
            for (int width : List.of(1280, 700, 360)) {
                tab.size(width, width == 1280 ? 800 : 900);
                tab.await("document.documentElement.scrollWidth <= " + width);
                tab.screenshot("messages-" + width);
            }
            tab.size(1280, 800);
            tab.dark(true);
            tab.await("matchMedia('(prefers-color-scheme: dark)').matches");
            tab.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
            tab.screenshot("messages-dark");
            assertContent(tab);
        }
    }
}
