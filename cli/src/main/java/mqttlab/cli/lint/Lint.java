package mqttlab.cli.lint;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.Watched;
import mqttlab.conversation.End;
import mqttlab.conversation.Listener;
import mqttlab.conversation.Observer;
import mqttlab.conversation.Sessions;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.finding.SeverityCounts;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// The findings of all inputs of `mqttlab lint`: chooses those that are to be named, counts them, and has them
/// printed.
public final class Lint {

    private final LintPrinter printer;
    private final Severity least;
    private final Set<String> ignored;
    private final SeverityCounts counts = new SeverityCounts();
    private int files;

    /// @param ignored numbers of statements, and sections
    public Lint(LintPrinter printer, Severity least, List<String> ignored) {
        this.printer = printer;
        this.least = least;
        this.ignored = new LinkedHashSet<>(ignored);
        for (String id : ignored) {
            boolean isNumber = id.startsWith("MQTT-");
            if (isNumber ? !isStatement(id) : !isSection(id)) {
                String expected =
                        isNumber ? "no version of the standard has this statement" : "MQTT-3.1.0-2 or 3.4.2.1";
                throw new Failure(
                        Status.USAGE, "--ignore: expected a statement or section, but was '" + id + "': " + expected);
            }
        }
    }

    private static boolean isStatement(String id) {
        return Catalogue.of(Version.V3_1_1).find(id) != null
                || Catalogue.of(Version.V5).find(id) != null;
    }

    private static boolean isSection(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return !id.isEmpty();
    }

    public void begin() {
        printer.begin();
    }

    public void end() {
        printer.end(counts, files);
    }

    /// How many violations were named.
    public long violations() {
        return counts.of(Severity.VIOLATION);
    }

    private void found(LintPrinter.Found found) {
        Finding finding = found.finding();
        if (finding.severity().compareTo(least) <= 0 && !isIgnored(finding)) {
            counts.count(finding);
            printer.finding(found);
        }
    }

    private boolean isIgnored(Finding finding) {
        for (String id : ignored) {
            if (finding.citation().names(id)) {
                return true;
            }
        }
        return false;
    }

    /// Takes the packets of a capture.
    public View capture(String file) {
        files++;
        return new Captured(file);
    }

    private final class Captured implements View {
        private final String file;

        Captured(String file) {
            this.file = file;
        }

        @Override
        public void packet(Seen seen) {
            for (int i = 0; i < seen.findings().size(); i++) {
                finding(seen.connection(), seen.findings().get(i));
            }
        }

        @Override
        public void finding(Watched connection, Finding finding) {
            long frame = PacketId.frame(finding.packet());
            found(new LintPrinter.Found(file, "frame", frame, connection.clientId(), finding));
        }

        @Override
        public void event(StreamEvent event) {
            if (event instanceof StreamEvent.Closed closed
                    && closed.stream().attachment() instanceof Watched connection
                    && connection.isShown()) {
                closed(closed.stream(), connection);
            }
        }

        @Override
        public void end() {
            printer.end(file);
        }

        private void closed(MqttStream stream, Watched connection) {
            Observer observer = connection.observer();
            if (observer != null) {
                TextBuffer title =
                        new TextBuffer().add("stream ").add(stream.number()).add(": ");
                Places.ends(title, stream, connection.client());
                LintPrinter.title(title, observer);
                printer.connection(file, stream.number(), title.toString(), observer.abstentions());
            }
        }
    }

    /// Takes packets that come as bytes.
    public Bytes bytes(String file) {
        files++;
        return new Bytes(file);
    }

    /// The packets of one input, as one side of one connection.
    public final class Bytes implements Listener {
        private final String file;
        private final Observer observer = new Observer(0, "", new Sessions(), this);

        private Bytes(String file) {
            this.file = file;
        }

        /// @param other the same packet, read as another version, where the version is not known; null where it is
        public void packet(
                int number,
                @Nullable Direction direction,
                Trace trace,
                @Nullable Packet packet,
                @Nullable Trace other) {
            observer.packet(number, 0, direction, trace, packet);
            if (other != null) {
                // Wrong in all versions: told by the one that comes nearest.
                int here = trace.problems().size();
                int there = other.problems().size();
                Party offender = direction == null ? null : Party.sending(direction);
                for (Finding each : Finding.all(there < here ? other : trace, offender, 0, number)) {
                    if (Math.min(here, there) > 0) {
                        finding(each);
                    }
                }
            }
        }

        public void end() {
            observer.end(0, End.SILENCE, null);
            TextBuffer title = new TextBuffer().add("packets as bytes");
            LintPrinter.title(title, observer);
            printer.connection(file, 0, title.toString(), observer.abstentions());
        }

        @Override
        public void finding(Finding finding) {
            found(new LintPrinter.Found(file, "packet", finding.packet(), observer.clientId(), finding));
        }
    }
}
