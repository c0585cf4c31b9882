package mqttlab.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;

/// Makes a capture to measure with: clients that publish readings to a broker and subscribe to some, QoS 0 and 1, every
/// connection from its start. The same options give the same bytes.
public final class MakeCapture {

    private static final String USAGE = """
        Usage: bench/make-capture FILE [option value]...
          --packets N       MQTT packets besides the first four (1000000)
          --connections N   (50)
          --versions V      3.1.1, 5.0 or mixed (3.1.1)
          --per-segment N   MQTT packets in a TCP segment (1)
          --split P         part of the segments that are cut in two, 0 to 1 (0)
          --seed N          (1)
        """;

    private static final Set<String> OPTIONS =
            Set.of("--packets", "--connections", "--versions", "--per-segment", "--split", "--seed");

    private static final String[] QUANTITIES = {"temperature", "humidity", "pressure", "power", "vibration"};

    private final SplittableRandom random;
    private final Clock clock;
    private final Conversation[] conversations;
    private int left;

    private MakeCapture(CaptureFile file, Map<String, String> options) {
        random = new SplittableRandom(Long.parseLong(options.getOrDefault("--seed", "1")));
        clock = new Clock(random);
        left = Integer.parseInt(options.getOrDefault("--packets", "1000000"));
        var shape = new Conversation.Shape(
                Integer.parseInt(options.getOrDefault("--per-segment", "1")),
                Double.parseDouble(options.getOrDefault("--split", "0")));
        conversations = new Conversation[Integer.parseInt(options.getOrDefault("--connections", "50"))];
        for (int i = 0; i < conversations.length; i++) {
            Version version = version(options.getOrDefault("--versions", "3.1.1"), i);
            conversations[i] = new Conversation(file, shape, version, i, random);
        }
    }

    public static void main(String[] args) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (args.length % 2 == 0 || args[0].startsWith("-") || !OPTIONS.containsAll(options.keySet())) {
            System.err.print(USAGE);
            System.exit(2);
        }
        Path path = Path.of(args[0]);
        try (CaptureFile file = new CaptureFile(path)) {
            new MakeCapture(file, options).run();
            System.err.println(path + ": " + file.frames() + " frames");
        }
    }

    private static Version version(String option, int connection) {
        return switch (option) {
            case "3.1.1" -> Version.V3_1_1;
            case "5.0" -> Version.V5;
            case "mixed" -> connection % 2 == 0 ? Version.V3_1_1 : Version.V5;
            default -> throw new IllegalArgumentException("--versions " + option);
        };
    }

    private void run() throws IOException {
        for (int i = 0; i < conversations.length; i++) {
            begin(conversations[i], i);
        }
        while (left > 0) {
            int number = random.nextInt(conversations.length);
            publish(conversations[number], number);
        }
        for (Conversation conversation : conversations) {
            conversation.flush(clock, random);
        }
    }

    private void begin(Conversation with, int number) throws IOException {
        with.open(clock);
        Connect connect =
                new Connect(with.version(), false, "gateway-" + number, true, 60, Properties.NONE, null, null, null);
        with.send(clock, connect, true, random);
        with.send(clock, new ConnAck(false, 0, Properties.NONE), false, random);
        int id = with.nextPacketId(true);
        Subscribe.Request request = new Subscribe.Request("site/" + number + "/#", 1);
        with.send(clock, new Subscribe(id, Properties.NONE, List.of(request)), true, random);
        with.send(clock, new SubAck(id, Properties.NONE, List.of(1)), false, random);
        with.flush(clock, random);
    }

    /// A message, three times out of four from the client, and at QoS 1 its acknowledgement.
    private void publish(Conversation with, int number) throws IOException {
        boolean fromClient = random.nextInt(4) > 0;
        int qos = random.nextInt(2);
        int id = qos == 0 ? 0 : with.nextPacketId(fromClient);
        String quantity = QUANTITIES[random.nextInt(QUANTITIES.length)];
        String topic = "site/" + number + "/line/" + random.nextInt(8) + "/" + quantity;
        with.send(clock, new Publish(topic, qos, false, false, id, properties(with), reading()), fromClient, random);
        left--;
        if (qos == 1 && left > 0) {
            with.send(clock, new PubAck(id, 0, Properties.NONE), !fromClient, random);
            left--;
        }
    }

    private Properties properties(Conversation with) {
        if (with.version() != Version.V5 || random.nextInt(3) > 0) {
            return Properties.NONE;
        }
        return Properties.of(
                new Property.Numeric(PropertyId.MESSAGE_EXPIRY_INTERVAL, 3600),
                new Property.Text(PropertyId.CONTENT_TYPE, "application/json"));
    }

    private Bytes reading() {
        int tenths = random.nextInt(1000);
        return Bytes.utf8("{\"t\":" + clock.millis() + ",\"value\":" + tenths / 10 + "." + tenths % 10
                + ",\"unit\":\"C\",\"ok\":true,\"seq\":" + left + "}");
    }
}
