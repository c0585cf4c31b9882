package mqttlab.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What packets have to do with each other, in all forms of `pcap`. The expected frames were read off by hand.
class AnswersTest {

    private static final Path QOS = Run.PROJECT.resolve("testdata/pcaps/v5-qos.pcap");
    private static final Path SESSION = Run.PROJECT.resolve("testdata/pcaps/v311-session.pcap");

    private static String pcap(Path file, String... args) {
        List<String> all = new ArrayList<>(List.of("pcap", file.toString()));
        all.addAll(List.of(args));
        Run run = Run.mqttlab(all.toArray(String[]::new));
        assertEquals("", run.err());
        assertEquals(0, run.status());
        return run.out();
    }

    @Test
    void asFields() {
        String rows = pcap(
                QOS,
                // @formatter:off
                "-T", "fields", "-e", "frame.number", "-e", "mqttlab.clientid", "-e", "mqtt.msgtype",
                "-e", "mqttlab.response_in", "-e", "mqttlab.response_to", "-e", "mqttlab.response_time",
                "-Y", "mqtt.qos > 0 || mqtt.msgtype >= 4 && mqtt.msgtype <= 7");
                // @formatter:on
        assertEquals("""
            56\tpublisher-1\t3\t63\t\t
            59\tsubscriber-1\t3\t65\t\t
            61\tsubscriber-2\t3\t64\t\t
            63\tpublisher-1\t4\t\t56\t0.000094000
            64\tsubscriber-2\t4\t\t61\t0.000057000
            65\tsubscriber-1\t4\t\t59\t0.000150000
            77\tpublisher-2\t3\t78\t\t
            78\tpublisher-2\t5\t79\t77\t0.000023000
            79\tpublisher-2\t6\t84\t78\t0.000027000
            82\tsubscriber-1\t3\t85\t\t
            83\tsubscriber-2\t3\t86\t\t
            84\tpublisher-2\t7\t\t79\t0.000059000
            85\tsubscriber-1\t4\t\t82\t0.000075000
            86\tsubscriber-2\t5\t87\t83\t0.000112000
            87\tsubscriber-2\t6\t88\t86\t0.000031000
            88\tsubscriber-2\t7\t\t87\t0.000063000
            """, rows);
    }

    @Test
    void inTrees() {
        String trees = pcap(QOS, "-V", "-Y", "frame.number == 78");
        assertTrue(trees.contains("            [Answers frame 77 after 0.023 ms]\n"), trees);
        assertTrue(trees.endsWith("            [Answered in frame 79 after 0.027 ms]\n"), trees);
    }

    @Test
    void asJson() {
        JsonNode packet = JsonMapper.shared().readTree(pcap(QOS, "-T", "ndjson", "-Y", "frame.number == 78"));
        assertEquals(77, packet.at("/answers/frame").intValue());
        assertEquals(0.000023, packet.at("/answers/after").doubleValue());
        assertEquals(79, packet.at("/answered_by/frame").intValue());
        assertEquals(0.000027, packet.at("/answered_by/after").doubleValue());
    }

    @Test
    void whatWasNotAnsweredAndWhatWasSentAgain() {
        String unanswered =
                pcap(SESSION, "-T", "fields", "-e", "frame.number", "-e", "mqtt.topic", "-Y", "mqttlab.unanswered");
        assertEquals("104\tnotes/1,notes/2\n", unanswered.lines().findFirst().orElseThrow() + "\n");
        String again = pcap(
                SESSION,
                "-T",
                "fields",
                "-e",
                "frame.number",
                "-e",
                "mqttlab.retransmission",
                "-Y",
                "mqttlab.retransmission && mqtt.topic == \"notes/1\"");
        assertEquals("114\t104\n", again);
    }

    /// Ahead of time nothing is known in a pipe either: the packets wait for their answers.
    @Test
    void throughAPipe() throws IOException {
        Run piped = Run.mqttlab(Files.readAllBytes(SESSION), "pcap", "-", "-V");
        assertEquals(pcap(SESSION, "-V"), piped.out());
    }
}
