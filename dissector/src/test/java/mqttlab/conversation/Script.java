package mqttlab.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import mqttlab.diagnosis.Case;
import mqttlab.diagnosis.Diagnosis;
import mqttlab.dissector.Conversation;
import mqttlab.finding.Finding;
import mqttlab.finding.Severity;
import mqttlab.packet.Direction;
import mqttlab.packet.PacketType;
import mqttlab.packet.Trace;

/// Plays a conversation that is written down as text, and notes what is found beside what it expects.
///
///     > 10 0d 00 04         bytes of the client: one packet, what follows a # is for the reader
///     > 10 0d 00 ...        the same, of which only the beginning was seen
///     < 20 02 00 00         bytes of the server
///     ~ 90 s                time passes
///     ! MQTT-3.1.0-2 client           what is found in the line before: a violation, or what is written behind it
///     @ connection 2        what follows is on another connection to the same server
///     @ midstream           its beginning was not seen
///     @ lost client         bytes of the client were lost
///     @ closes client       the client sends nothing more
///     @ FIN client          how the connection ends; also RST, and silence
///     @ received            the client has received all that the server has sent
final class Script {

    /// A line with what it was expected to show and what it shows.
    record Step(int line, List<String> expected, List<Finding> found) {}

    final List<Step> steps = new ArrayList<>();
    final List<String> links = new ArrayList<>();

    final Sessions sessions = new Sessions();
    final Diagnosis diagnosis = new Diagnosis();
    private final Map<String, Line> connections = new HashMap<>();
    private final Listener listener = new Listener() {
        @Override
        public void finding(Finding finding) {
            current.found().add(finding);
        }

        @Override
        public void answered(long request, long response, long nanos) {
            links.add(response + " answers " + request + " after " + nanos / 1_000_000 + " ms");
        }

        @Override
        public void repeated(long packet, long first) {
            links.add(packet + " repeats " + first);
        }

        @Override
        public void completed(long first, long last, long nanos) {
            links.add(last + " completes " + first + " after " + nanos / 1_000_000 + " ms");
        }

        @Override
        public void takenOver(int stream, int by) {
            links.add("connection " + stream + " is taken over by " + by);
        }

        @Override
        public void forwarded(long copy, long original, long nanos) {
            links.add(copy + " forwards " + original + " after " + nanos / 1_000_000 + " ms");
        }

        @Override
        public void unanswered(long request, PacketType type) {
            links.add(type + " " + request + " is not answered");
        }
    };

    private Step current = new Step(0, new ArrayList<>(), new ArrayList<>());
    private long time;
    private long packets;

    private final class Line {
        final Conversation conversation = new Conversation();
        final Observer observer;
        final Trace trace = new Trace();
        boolean isBegun;
        boolean isOver;

        Line(int stream) {
            Case examined = diagnosis.open(stream, "server:1883", "10.0.0." + stream, 1000 + stream);
            examined.want();
            observer = new Observer(stream, "", sessions, listener.and(examined));
        }

        void begin() {
            if (!isBegun) {
                isBegun = true;
                observer.begin();
            }
        }

        void packet(Direction direction, String hex) {
            begin();
            byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("[ .]", ""));
            var packet = conversation.read(trace, direction, bytes, 0, bytes.length);
            if (hex.endsWith("...")) {
                observer.incomplete(++packets, time, direction, trace);
            } else {
                observer.packet(++packets, time, direction, trace, packet);
            }
        }

        void end(End how, Direction by) {
            isOver = true;
            observer.end(time, how, by);
        }
    }

    /// Plays the lines of a file that stand under this heading, up to the next.
    static Script play(Path file, String heading) {
        try {
            List<String> lines = Files.readAllLines(file);
            int from = lines.indexOf(heading) + 1;
            int to = from;
            while (from > 0 && to < lines.size() && !lines.get(to).matches("[a-z]+")) {
                to++;
            }
            return new Script(lines.subList(from, to), from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Script(List<String> lines, int offset) {
        sessions.followForwarding();
        Line connection = connections.computeIfAbsent("1", name -> new Line(1));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("\\s*#.*", "");
            if (line.isEmpty()) {
                continue;
            }
            String rest = line.substring(1).strip();
            if (line.charAt(0) == '!') {
                current.expected().add(rest);
                continue;
            }
            current = new Step(offset + i + 1, new ArrayList<>(), new ArrayList<>());
            steps.add(current);
            time += 1_000_000;
            switch (line.charAt(0)) {
                case '>' -> connection.packet(Direction.CLIENT_TO_SERVER, rest);
                case '<' -> connection.packet(Direction.SERVER_TO_CLIENT, rest);
                case '~' -> time += Long.parseLong(rest.replace(" s", "")) * 1_000_000_000L;
                case '@' -> connection = event(rest, connection);
                default -> throw new IllegalArgumentException("line " + (offset + i + 1) + ": " + line);
            }
        }
        current = new Step(offset + lines.size(), new ArrayList<>(), new ArrayList<>());
        steps.add(current);
        for (Line each : connections.values()) {
            if (!each.isOver) {
                each.end(End.SILENCE, null);
            }
        }
    }

    private Line event(String text, Line connection) {
        String[] words = text.split(" ");
        Direction by = words.length > 1 && words[1].equals("client")
                ? Direction.CLIENT_TO_SERVER
                : words.length > 1 && words[1].equals("server") ? Direction.SERVER_TO_CLIENT : null;
        switch (words[0]) {
            case "connection" -> {
                return connections.computeIfAbsent(words[1], name -> new Line(Integer.parseInt(name)));
            }
            case "midstream" -> connection.isBegun = true;
            case "lost" -> connection.observer.gap();
            case "closes" -> connection.observer.closes(by, time);
            case "received" -> connection.observer.clientHasAll();
            case "silence" -> connection.end(End.SILENCE, null);
            default -> connection.end(End.valueOf(words[0]), by);
        }
        return connection;
    }

    /// All that was found, in order.
    List<Finding> findings() {
        return steps.stream().flatMap(step -> step.found().stream()).toList();
    }

    /// As the file writes it.
    static String line(Finding finding) {
        String line = finding.citation().place() + " " + finding.offender();
        return finding.severity() == Severity.VIOLATION ? line : line + " " + finding.severity();
    }
}
