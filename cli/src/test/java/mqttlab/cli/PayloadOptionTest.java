package mqttlab.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import mqttlab.cli.command.Row;
import org.junit.jupiter.api.Test;

/// `--payload`, as the users of `decode` and `pcap` meet it.
class PayloadOptionTest {

    private static final List<Row> COMMANDS = List.of(
            new Row("decode", "", DecodeCommand::new),
            new Row("encode", "", EncodeCommand::new),
            new Row("pcap", "", PcapCommand::new));

    /// `{"temp": 21.5}`
    private static final String CBOR = "a1 6474656d70 f94d60";

    /// An NBIRTH that calls alias 3 "Temperature", and an NDATA with that alias, by the schema of Sparkplug B.
    private static final String BIRTH = publish("spBv1.0/plant/NBIRTH/edge", "120f 0a0b54656d7065726174757265 1003");
    private static final String DATA = publish("spBv1.0/plant/NDATA/edge", "1204 1003 5015");

    private static String publish(String topic, String payload) {
        String name = HexFormat.of().formatHex(topic.getBytes(StandardCharsets.UTF_8));
        return publish(name, "", payload);
    }

    private static String publish(String topic, String properties, String payload) {
        String rest = String.format("%04x", topic.length() / 2) + topic + (properties + payload).replace(" ", "");
        return "30" + String.format("%02x", rest.length() / 2) + rest;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static Run decode(String hex, String... more) {
        String[] args = new String[more.length + 1];
        args[0] = "decode";
        System.arraycopy(more, 0, args, 1, more.length);
        return Run.of(COMMANDS, bytes(hex), args);
    }

    @Test
    void addsNothingUnasked() {
        assertTrue(decode(publish("a/b", CBOR)).out().endsWith("    7    9  Payload (9 bytes): a16474656d70f94d60\n"));
        assertTrue(decode(publish("a/b", CBOR), "--payload", "none").out().endsWith(": a16474656d70f94d60\n"));
    }

    @Test
    void showsAPayloadBelowItsField() {
        String read = decode(publish("a/b", CBOR), "--payload", "auto").out();
        assertTrue(read.endsWith("""
                7    9  Payload (9 bytes): a16474656d70f94d60
                          Decoded as cbor: {temp: 21.5}
            """), read);
        String failed = decode(publish("a/b", CBOR), "--payload", "a/# = json").out();
        assertTrue(failed.endsWith("          ! not json: Invalid UTF-8 start byte 0xa1, at byte 1\n"), failed);
    }

    /// What stands there in full already is not said again.
    @Test
    void leavesPlainTextAlone() {
        assertTrue(decode(publish("a", "6869"), "--payload", "auto").out().endsWith("Payload (2 bytes): \"hi\"\n"));
        assertTrue(
                decode(publish("a", "680a69"), "--payload", "auto").out().endsWith("Payload (3 bytes): \"h\\ni\"\n"));
        Run run = decode("30 84 02 0001 61" + "62".repeat(257), "--payload", "auto");
        assertTrue(run.out().contains("Decoded as text: \"bbb"), run.out());
    }

    @Test
    void goesByContentTypeAndTopicAlias() {
        String type = HexFormat.of().formatHex("application/cbor".getBytes(StandardCharsets.UTF_8));
        String first = publish("61", "16 230007 030010" + type, "1815");
        String second = publish("", "03 230007", "1816");
        Run run = decode(first + second, "--mqtt-version", "5", "--payload", "auto");
        assertTrue(run.out().contains("Decoded as cbor: 21"), run.out());
        run = decode(first + second, "--mqtt-version", "5", "--payload", "a = cbor", "--payload", "none");
        assertTrue(run.out().contains("Decoded as cbor: 22"), run.out());
    }

    @Test
    void readsTheWillOfAConnect() {
        String connect = "101e 0004 4d515454 04 06 003c 0000 0003 612f77 0009" + CBOR;
        Run run = decode(connect, "--payload", "auto");
        assertTrue(run.out().contains("Will Payload (9 bytes): a16474656d70f94d60\n"), run.out());
        assertTrue(run.out().contains("Decoded as cbor: {temp: 21.5}\n"), run.out());
    }

    @Test
    void learnsFromPacketsThatAFilterHides() {
        Run run = decode(BIRTH + DATA, "--payload", "auto", "-Y", "mqtt.topic contains \"NDATA\"");
        assertFalse(run.out().contains("NBIRTH/"), run.out());
        assertTrue(run.out().contains("{name: \"Temperature\", named_by: \"NBIRTH\", alias: 3, value: 21}"), run.out());
    }

    @Test
    void learnsFromPacketsOfACaptureThatAFilterHides() {
        for (String[] form : new String[][] {{}, {"-V"}, {"-T", "json"}}) {
            String[] args = {"pcap", "-", "--payload", "auto", "-Y", "mqtt.topic contains \"NDATA\""};
            String[] all = Arrays.copyOf(args, args.length + form.length);
            System.arraycopy(form, 0, all, args.length, form.length);
            Run run = Run.of(COMMANDS, capture(bytes(BIRTH), bytes(DATA)), all);
            assertFalse(run.out().contains("NBIRTH/"), run.out());
            assertTrue(run.out().contains("Temperature"), run.out());
        }
    }

    @Test
    void endsALineWithWhatItsPayloadSays() {
        byte[] capture = capture(bytes(publish("a", CBOR)), bytes(publish("b", "7b7d")), bytes(publish("c", "1f8b08")));
        List<String> lines = Run.of(COMMANDS, capture, "pcap", "-", "--payload", "auto")
                .out()
                .lines()
                .toList();
        assertTrue(lines.get(0).endsWith("9 bytes a16474656d70f94d60  = {temp: 21.5}"), lines.get(0));
        assertTrue(lines.get(1).endsWith("2 bytes \"{}\""), lines.get(1));
        assertTrue(lines.get(2).endsWith("3 bytes 1f8b08"), lines.get(2));
    }

    /// Where payloads are what is to be shown, they are decoded unless the user says otherwise.
    @Test
    void followsAClientThroughWhatItSays() {
        byte[] capture = capture(bytes(publish("a", CBOR)), bytes(publish("b", "7b7d")), bytes(BIRTH), bytes(DATA));
        String client = "10.0.0.1:49152";
        String told = Run.of(COMMANDS, capture, "pcap", "-", "--follow", client).out();
        assertTrue(told.contains("      Decoded as cbor: {temp: 21.5}\n"), told);
        assertTrue(told.contains("b  QoS 0, 2 bytes\n      {}\n"), told);
        String plain = Run.of(COMMANDS, capture, "pcap", "-", "--follow", client, "--payload", "none")
                .out();
        assertTrue(plain.contains("      0000  a1 64 74 65 6d 70 f9 4d  60"), plain);
        String json = Run.of(
                        COMMANDS,
                        capture,
                        "pcap",
                        "-",
                        "--follow",
                        client,
                        "-T",
                        "ndjson",
                        "-Y",
                        "mqtt.topic contains \"NDATA\"")
                .out();
        assertTrue(json.contains("\"decoded\":{\"format\":\"sparkplug\""), json);
        assertTrue(json.contains("\"Temperature\""), json);
    }

    @Test
    void keepsTheBytesBesideWhatTheySay() {
        byte[] packet = bytes(publish("a/b", CBOR));
        Run json = Run.of(COMMANDS, packet, "decode", "-T", "ndjson", "--payload", "auto");
        assertTrue(
                json.out()
                        .contains(
                                "\"raw\":\"a16474656d70f94d60\",\"decoded\":{\"format\":\"cbor\",\"value\":{\"temp\":21.5}}}"),
                json.out());
        Run back = Run.of(COMMANDS, json.out().getBytes(StandardCharsets.UTF_8), "encode", "--to", "hex");
        assertEquals(HexFormat.of().formatHex(packet) + "\n", back.out());
    }

    @Test
    void saysWhatIsWrongWithARule() {
        Run run = decode("c000", "--payload", "a/# = cobr");
        assertEquals(
                "mqttlab: --payload: expected one of auto, sparkplug, json, text, cbor, msgpack, gzip, zlib, none "
                        + "but was 'cobr'\n",
                run.err());
        assertEquals(2, run.status());
    }

    /// A pcap file of raw IPv4 with one TCP segment for each packet, from a client to port 1883.
    private static byte[] capture(byte[]... packets) {
        ByteBuffer file = ByteBuffer.allocate(4096);
        file.putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65535)
                .putInt(101);
        int sequence = 1;
        for (byte[] packet : packets) {
            int length = 40 + packet.length;
            file.putInt(0).putInt(sequence).putInt(length).putInt(length);
            file.put(bytes("4500")).putShort((short) length).put(bytes("0000 4000 4006 0000 0a000001 0a000002"));
            file.put(bytes("c000 075b"))
                    .putInt(sequence)
                    .put(bytes("00000001 5018 ffff 0000 0000"))
                    .put(packet);
            sequence += packet.length;
        }
        return Arrays.copyOf(file.array(), file.position());
    }
}
