package mqttlab.system.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.system.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page of packets, which a broker fills.
@Timeout(180)
class PacketsPageTest {

    private static final Pattern MQTT = Pattern.compile("mqtt://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern PAGE = Pattern.compile("packets on (http://127\\.0\\.0\\.1:\\d+)/packets");

    private static Chromium browser;

    private Program broker;
    private int port;
    private String page;

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

    /// `mqttlab broker` or `relay`, with a page, as a process.
    private record Program(Process process, int port, String page) implements AutoCloseable {

        static Program start(String... words) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(Run.PROJECT.resolve("mqttlab").toString());
            builder.command().addAll(List.of(words));
            builder.command().addAll(List.of("--ui", "0"));
            builder.environment().put("MQTTLAB_BUILD", "no");
            Process process = builder.redirectErrorStream(true).start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            int port = 0;
            String page = "";
            while (port == 0 || page.isEmpty()) {
                String line = out.readLine();
                Matcher mqtt = MQTT.matcher(line);
                Matcher http = PAGE.matcher(line);
                port = port == 0 && mqtt.find() ? Integer.parseInt(mqtt.group(1)) : port;
                page = http.find() ? http.group(1) : page;
            }
            Thread.ofVirtual().start(() -> Chromium.drain(out));
            return new Program(process, port, page);
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    @BeforeEach
    void startBroker() throws IOException {
        broker = Program.start("broker", "-p", "0");
        port = broker.port;
        page = broker.page;
    }

    @AfterEach
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    private Tab open(int width, int height) throws Exception {
        Tab tab = browser.open(page + "/", width, height);
        tab.await("document.getElementById('state').className === 'state up'");
        return tab;
    }

    private void converse() {
        try (MqttClient sensor =
                        MqttClient.builder().port(port).clientId("sensor-1").connect();
                MqttClient kitchen =
                        MqttClient.builder().port(port).clientId("kitchen").connect()) {
            kitchen.subscribe("sensors/#", 1);
            sensor.publish(Message.of("sensors/kitchen/temp", "{\"t\":21.5}")
                    .withQos(1)
                    .with(new Property.Text(PropertyId.CONTENT_TYPE, "application/json")));
            sensor.publish(Message.of("sensors/door", "<img src=x onerror=window.pwned=1>\u202e")
                    .withQos(2)
                    .retained());
            sensor.ping();
            kitchen.ping();
        }
    }

    private static String row(String part) {
        return "[...document.querySelectorAll('#rows tr')].find((it) => it.innerText.includes(" + Tab.quoted(part)
                + "))";
    }

    @Test
    void showsPacketsAsTheyCome() throws Exception {
        Tab tab = open(1280, 800);
        assertEquals(page + "/packets", tab.eval("location.href").asString());
        converse();
        tab.await(row("DISCONNECT"));
        tab.await(row("sensors/kitchen/temp"));
        assertTrue(tab.text("#rows").contains("sensor-1"));
        assertEquals(
                "(nothing)", tab.eval("String(window.pwned ?? '(nothing)')").asString());
        assertTrue(tab.text("#rows").contains("CONNACK"), tab.text("#rows"));
        // A page that comes later gets them, too.
        Tab late = open(1280, 800);
        late.await(row("sensors/kitchen/temp"));
        assertEquals(List.of(), tab.complaints());
    }

    /// A browser that was to draw, and then hid the page, does not draw any more.
    @Test
    void goesOnWhenItIsHidden() throws Exception {
        Tab tab = open(1280, 800);
        tab.eval("window.requestAnimationFrame = () => 0; dispatchEvent(new Event('resize'));"
                + "Object.defineProperty(document, 'hidden', {value: true});"
                + "document.dispatchEvent(new Event('visibilitychange'))");
        converse();
        tab.await(row("sensors/kitchen/temp"));
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void lightsFieldsAndBytes() throws Exception {
        Tab tab = open(1280, 800);
        converse();
        tab.await("[...document.querySelectorAll('#rows tr')].filter((it) => it.innerText.includes('DISCONNECT'))"
                + ".length === 2");
        tab.eval(row("sensors/kitchen/temp") + ".click()");
        tab.awaitText("#fields", "sensors/kitchen/temp");
        tab.awaitText("#about", "MQTT 5");
        tab.eval("[...document.querySelectorAll('.field')].find((it) => it.title === 'mqtt.topic').id = 'topic'");
        tab.hover("#topic");
        tab.await("document.querySelectorAll('#hex .lit').length === 2 * 'sensors/kitchen/temp'.length");
        assertEquals(
                "sensors/kitchen/temp",
                tab.eval("[...document.querySelectorAll('#hex .letters .lit')].map((it) => it.innerText).join('')")
                        .asString());
        // And the other way round: the first byte of the topic.
        tab.eval("document.querySelector('#hex .letters i:nth-child(6)').id = 'byte'");
        tab.hover("#byte");
        tab.await("document.querySelectorAll('.field.lit').length === 1");
        assertEquals(
                "mqtt.topic",
                tab.eval("document.querySelector('.field.lit').title").asString());
        // By keys.
        tab.eval("document.querySelector('.field').focus()");
        tab.press("ArrowDown");
        tab.await("document.activeElement.classList.contains('lit') && document.querySelectorAll('#hex .lit').length >"
                + " 0");
        tab.eval("document.querySelector('tr[aria-selected=true]').scrollIntoView({ block: 'center' })");
        tab.screenshot("packets-1280");
        // What answers it leads back.
        tab.eval(row("PUBACK") + ".click()");
        tab.awaitText("#about", "answers");
        tab.eval("document.querySelector('#about a').click()");
        tab.awaitText("#fields", "sensors/kitchen/temp");
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void filtersAsWiresharkDoes() throws Exception {
        Tab tab = open(1280, 800);
        converse();
        tab.await(row("DISCONNECT"));
        tab.eval("document.getElementById('filter').focus()");
        tab.type("mqtt.msgtype == PUBLISH && mqtt.qos == 2");
        tab.press("Enter");
        tab.await("document.querySelectorAll('#rows tr').length === 1");
        converse();
        tab.await("document.querySelectorAll('#rows tr').length === 2");
        tab.eval("document.getElementById('filter').select()");
        tab.type("mqtt.topc contains \"x\"");
        tab.press("Enter");
        tab.awaitText("#wrong", "mqtt.topc");
        assertEquals("mqtt.topc", tab.text("#wrong mark"));
        assertEquals(2, tab.count("#rows tr"));
        tab.eval("document.getElementById('filter').select()");
        tab.type("mqttlab.clientid == \"kitchen\"");
        tab.press("Enter");
        tab.await("document.querySelectorAll('#rows tr').length > 4");
        assertEquals(
                0,
                tab.eval("[...document.querySelectorAll('#rows tr')].filter((it) =>"
                                + " !it.innerText.includes('kitchen')).length")
                        .asInt());
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void drawsALadder() throws Exception {
        Tab tab = open(1280, 800);
        converse();
        tab.await(row("DISCONNECT"));
        tab.press("l");
        tab.await("document.querySelectorAll('#ladder g').length > 10");
        String heads = tab.eval("[...document.querySelectorAll('#ladder .head')].map((it) => it.textContent).join(' ')")
                .asString();
        assertTrue(heads.contains("sensor-1") && heads.contains("kitchen") && heads.endsWith("server"), heads);
        tab.eval("document.querySelector('#ladder g:nth-of-type(3)').dispatchEvent(new MouseEvent('click'))");
        tab.await("document.querySelectorAll('#fields .field').length > 3");
        tab.eval("document.querySelector('.list').scrollTop = 0");
        tab.eval("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        tab.screenshot("ladder-1280");
        tab.size(360, 800);
        tab.await("document.documentElement.scrollWidth <= 360");
        tab.press("l");
        tab.screenshot("packets-360");
        assertEquals(List.of(), tab.complaints());
    }

    @Test
    void showsWhatARelayHasDone() throws Exception {
        try (Program relay = Program.start(
                "relay", "--listen", "0", "--to", "127.0.0.1:" + port, "--quiet", "--fault", "duplicate PUBLISH 1")) {
            port = relay.port;
            page = relay.page;
            Tab tab = open(1280, 800);
            tab.awaitText("#state", "relay");
            converse();
            tab.await(row("sensors/kitchen/temp"));
            tab.await("document.querySelector('.touched')");
            assertEquals(List.of(), tab.complaints());
        }
    }
}
