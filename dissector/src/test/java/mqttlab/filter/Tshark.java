package mqttlab.filter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mqttlab.dissector.Conversation;
import mqttlab.packet.Direction;
import mqttlab.packet.Trace;

/// tshark, and some of this repository's captures joined to one.
public final class Tshark {

    private static final Path CAPTURES = Path.of("../testdata/pcaps");

    /// Captures that tshark reads without a mistake: TCP is no matter here.
    private static final List<String> FILES = List.of(
            "first-look.pcapng",
            "v31-qos.pcap",
            "v311-qos.pcap",
            "v5-qos.pcap",
            "v5-properties.pcapng",
            "v5-will-properties.pcapng",
            "v5-server-properties.pcapng",
            "v5-scripted-server.pcapng",
            "v5-reason-codes.pcapng",
            "v5-subscription-options.pcapng",
            "v311-payloads.pcap",
            "v311-scripted-server.pcap",
            "v311-pipelined.pcap");

    /// What `-T json -x` says of a frame, in its order.
    private static final Pattern SAID = Pattern.compile(
            "\"(frame\\.number|tcp\\.stream|tcp\\.srcport)\": \"(\\d+)\"|\"mqtt_raw\": \\[\\s*\"([0-9a-f]*)\"");

    private static final Pattern NUMBER = Pattern.compile("\"num\":(\\d+)");

    private final Path capture;

    private Tshark(Path capture) {
        this.capture = capture;
    }

    /// Joins the captures in `folder`. Skips the test where tshark is missing, unless CI demands it.
    public static Tshark in(Path folder) throws IOException, InterruptedException {
        boolean isRequired = "true".equals(System.getenv("CI"));
        if (!isRequired && !isInstalled()) {
            System.err.println("SKIPPED: tshark is not installed, so nothing is compared with it (apt install tshark)");
            assumeTrue(false, "tshark is not installed");
        }
        Path capture = folder.resolve("joined.pcapng");
        List<String> join = new ArrayList<>(List.of("mergecap", "-a", "-w", capture.toString()));
        FILES.forEach(file -> join.add(CAPTURES.resolve(file).toString()));
        run(join);
        return new Tshark(capture);
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return !run(List.of("tshark", "--version")).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static String run(List<String> command, String... input) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("tshark", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("WIRESHARK_CONFIG_DIR", "/nonexistent");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(String.join("\n", input).getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        String said = Files.readString(errors);
        Files.delete(errors);
        if (status != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
        return output;
    }

    /// The numbers of the frames with MQTT that each filter selects. sharkd, which comes with tshark, starts only
    /// once.
    public List<List<Integer>> select(List<String> filters) throws IOException, InterruptedException {
        List<String> requests = new ArrayList<>(List.of(request("load", "file", capture.toString())));
        filters.forEach(filter -> requests.add(request("frames", "filter", "mqtt && (" + filter + ")")));
        List<String> answers = run(List.of("sharkd", "-"), requests.toArray(String[]::new))
                .lines()
                .toList();
        List<List<Integer>> selected = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            String answer = answers.get(i + 1);
            if (!answer.contains("\"result\":")) {
                throw new IllegalStateException(filters.get(i) + ": " + answer);
            }
            selected.add(NUMBER.matcher(answer)
                    .results()
                    .map(each -> Integer.valueOf(each.group(1)))
                    .toList());
        }
        return selected;
    }

    private static String request(String method, String name, String value) {
        String text = value.replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{\"%s\":\"%s\"}}"
                .formatted(method, name, text);
    }

    /// Runs tshark on the joined captures, and returns what it prints.
    public String run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tshark", "-r", capture.toString()));
        command.addAll(List.of(options));
        return run(command);
    }

    /// The frames with MQTT, from the bytes that tshark takes for packets.
    public List<Frame> frames() throws IOException, InterruptedException {
        List<Frame> frames = new ArrayList<>();
        Map<String, Conversation> streams = new HashMap<>();
        Conversation conversation = new Conversation();
        Direction direction = Direction.CLIENT_TO_SERVER;
        Matcher said = SAID.matcher(run("-Y", "mqtt", "-T", "json", "-x", "-j", "frame tcp mqtt"));
        while (said.find()) {
            if (said.group(3) != null) {
                byte[] bytes = HexFormat.of().parseHex(said.group(3));
                Trace trace = new Trace();
                conversation.read(trace, direction, bytes, 0, bytes.length);
                frames.getLast().packets().add(trace);
                continue;
            }
            switch (said.group(1)) {
                case "frame.number" -> frames.add(new Frame(Integer.parseInt(said.group(2)), new ArrayList<>()));
                case "tcp.stream" -> conversation = streams.computeIfAbsent(said.group(2), _ -> new Conversation());
                default ->
                    direction = said.group(2).equals("1883") ? Direction.SERVER_TO_CLIENT : Direction.CLIENT_TO_SERVER;
            }
        }
        return frames;
    }
}
