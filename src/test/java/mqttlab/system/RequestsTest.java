package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.packet.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `rr`: requests and answers.
class RequestsTest {

    private static Broker broker;
    private static MqttClient answerer;

    @BeforeAll
    static void start() {
        broker = new Broker();
        answerer = MqttClient.builder().host("127.0.0.1").port(broker.port).connect();
        answerer.subscribe("upper", 1, request -> {
            // Somebody else's answer comes first.
            var _ = answerer.publishAsync(Message.of(String.valueOf(request.responseTopic()), "not yours"));
            var _ = answerer.answerAsync(request, Bytes.utf8(request.text().toUpperCase(java.util.Locale.ROOT)));
        });
        answerer.subscribe("old", 1, request -> {
            var _ = answerer.publishAsync(Message.of("old/answer", request.text() + "!"));
        });
    }

    @AfterAll
    static void stop() {
        if (answerer != null) {
            answerer.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private static Run ask(String... args) {
        var all = new java.util.ArrayList<>(java.util.List.of("rr", "-p", "" + broker.port, "-W", "60"));
        all.addAll(java.util.List.of(args));
        return Cli.run(all.toArray(String[]::new));
    }

    @Test
    void takesTheAnswerWithItsCorrelationData() {
        for (String qos : new String[] {"0", "1", "2"}) {
            Run run = ask("-t", "upper", "-m", "hello", "-q", qos);
            assertEquals("HELLO\n", run.out());
            assertTrue(run.err().contains("whose Correlation Data is not that of the request"), run.err());
            assertEquals(0, run.status());
        }
    }

    @Test
    void sendsTheCorrelationDataOfTheUser() {
        Run run = ask(
                "-t",
                "upper",
                "-m",
                "6f6b",
                "--hex",
                "-e",
                "my/answer",
                "-D",
                "publish",
                "correlation-data",
                "hex:00ff",
                "-F",
                "%t %x %j");
        assertTrue(run.out().startsWith("my/answer 4f4b {"), run.out());
        assertTrue(run.out().contains("\"correlation-data-base64\":\"AP8=\""), run.out());
    }

    @Test
    void takesTheFirstMessageBefore5() {
        assertEquals(
                "hello!\n",
                ask("-t", "old", "-e", "old/answer", "-m", "hello", "-V", "311").out());
    }

    @Test
    void printsHowLongItTook() {
        assertTrue(ask("-t", "upper", "-m", "x", "--latency").out().matches("\\d+\\.\\d{9}\n"));
    }

    @Test
    void saysThatNobodyListens() {
        Run run = Cli.run("rr", "-p", "" + broker.port, "-W", "3", "-t", "nobody", "-m", "x", "-q", "1");
        assertTrue(run.err().contains("nobody is subscribed to nobody"), run.err());
        assertEquals(27, run.status());
    }
}
