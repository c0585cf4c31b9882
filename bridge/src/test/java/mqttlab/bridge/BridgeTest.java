package mqttlab.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.bridge.hub.Limits;
import mqttlab.bridge.web.Frames;
import mqttlab.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class BridgeTest {

    @Test
    void bringsWhatMosquittoPubHasPublished() throws Exception {
        String program = Peer.need("mosquitto_pub");
        try (Lab lab = Lab.open(false, Limits.USUAL, "sensors/#");
                Frames page = new Frames(lab.web.port()).opened()) {
            page.until("\"connected\":true");
            Process process = new ProcessBuilder(
                            program,
                            "-V",
                            "5",
                            "-p",
                            "" + lab.port,
                            "-t",
                            "sensors/a",
                            "-m",
                            "21.5",
                            "-q",
                            "1",
                            "-D",
                            "publish",
                            "content-type",
                            "text/plain")
                    .inheritIO()
                    .start();
            assertEquals(0, process.waitFor());
            String text = page.until("sensors/a");
            assertTrue(
                    text.startsWith("{\"topic\":\"sensors/a\",\"payload\":\"21.5\",\"encoding\":\"utf8\",\"qos\":0,"
                            + "\"retain\":false,\"properties\":{\"content-type\":\"text/plain\"},\"time\":\"20"),
                    text);
        }
    }

    @Test
    void publishesForPagesWhereItMay() throws Exception {
        BlockingQueue<Message> received = new LinkedBlockingQueue<>();
        try (Lab lab = Lab.open(true, Limits.USUAL);
                Frames page = new Frames(lab.web.port()).opened()) {
            lab.publisher().subscribe("from/page", 1, received::add);
            page.text("{\"publish\":{\"topic\":\"from/page\",\"payload\":\"hello\",\"qos\":1},\"id\":1}");
            assertEquals("{\"published\":\"from/page\",\"id\":1}", page.until("published"));
            Message message = received.poll(20, TimeUnit.SECONDS);
            assertEquals("hello", message.text());
            page.text("{\"publish\":{\"topic\":\"a/#\"},\"id\":2}");
            assertTrue(page.until("error").contains("\"id\":2"));
        }
    }

    @Test
    void subscribesForPages() throws Exception {
        try (Lab lab = Lab.open(false, Limits.USUAL);
                Frames page = new Frames(lab.web.port()).opened()) {
            lab.publish(Message.of("kept", "before").withQos(1).retained());
            page.text("{\"subscribe\":\"kept\"}");
            // Before or after the answer.
            assertTrue(page.until("\"topic\"").contains("\"retain\":true"));
            page.text("{\"subscribe\":\"a/#/b\"}");
            assertTrue(page.until("error").contains("expected"));
            page.text("{\"unsubscribe\":\"kept\"}");
            page.until("unsubscribed");
        }
    }

    @Test
    void comesBackAfterTheBrokersRestart() throws Exception {
        try (Lab lab = Lab.open(false, Limits.USUAL, "a/#");
                Frames page = new Frames(lab.web.port()).opened()) {
            page.text("{\"subscribe\":\"b\"}");
            page.until("\"subscribed\":\"b\"");
            lab.stopBroker();
            assertTrue(page.until("\"connected\":false").contains("\"again\":"));
            lab.startBroker();
            page.until("\"connected\":true");
            // Its SUBSCRIBEs have left when it has our answer to one.
            page.text("{\"subscribe\":\"c\"}");
            page.until("\"subscribed\":\"c\"");
            lab.publish("b", "again");
            page.until("\"payload\":\"again\"");
            lab.publish("a/x", "also");
            page.until("\"payload\":\"also\"");
        }
    }

    @Test
    void wantsItsToken() throws Exception {
        try (Lab lab = Lab.withToken("open sesame");
                Frames none = new Frames(lab.web.port());
                Frames right = new Frames(lab.web.port(), "/ws?token=open%20sesame", "")) {
            assertEquals(401, none.status());
            assertEquals(101, right.status());
        }
    }
}
