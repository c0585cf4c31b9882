package mqttlab.conform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mqttlab.conversation.End;
import mqttlab.conversation.Listener;
import mqttlab.conversation.Observer;
import mqttlab.conversation.Sessions;
import mqttlab.dissector.Conversation;
import mqttlab.dissector.Summary;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;

/// What all clients of one conversation said and heard, in the order in which it was seen, and what the server did
/// wrong by the rules that every conversation has to keep.
///
/// The readers of several connections write to it at once.
final class Recording {

    private final Version version;
    private final boolean isJudged;
    private final Sessions sessions = new Sessions();
    private final List<Utterance> said = new ArrayList<>();
    private final List<Finding> violations = new ArrayList<>();
    private final long start = System.nanoTime();
    private long packets;
    private int connections;

    /// @param isJudged whether it matters what the server does wrong
    Recording(Version version, boolean isJudged) {
        this.version = version;
        this.isJudged = isJudged;
    }

    /// One connection, and who is at its end.
    final class Watch {

        private final String client;
        private final Conversation conversation = new Conversation(version);
        private final Trace trace = new Trace();
        private final Observer observer;
        private boolean isOver;

        private Watch(String client, int stream) {
            this.client = client;
            observer = new Observer(stream, "", sessions, new Violations());
            observer.begin();
        }

        /// Takes a packet, or what could not be read as one.
        Peer.Came packet(Direction direction, byte[] bytes) {
            synchronized (Recording.this) {
                Packet packet = conversation.read(trace, direction, bytes, 0, bytes.length);
                TextBuffer summary = new TextBuffer(128);
                Summary.print(summary, trace, packet);
                Utterance utterance =
                        new Utterance(client, direction, System.nanoTime() - start, bytes, summary.toString());
                said.add(utterance);
                observer.packet(++packets, System.nanoTime() - start, direction, trace, packet);
                return new Peer.Came(packet, utterance);
            }
        }

        /// The connection is over; told once.
        void end(Direction by, boolean isReset) {
            synchronized (Recording.this) {
                if (!isOver) {
                    isOver = true;
                    String what = isReset ? "(breaks the connection off)" : "(closes the connection)";
                    said.add(new Utterance(client, by, System.nanoTime() - start, new byte[0], what));
                    observer.end(System.nanoTime() - start, isReset ? End.RST : End.FIN, by);
                }
            }
        }
    }

    /// Collects what the server did wrong, each statement once.
    private final class Violations implements Listener {
        @Override
        public void finding(Finding finding) {
            Set<String> known = new HashSet<>();
            violations.forEach(it -> known.add(it.citation().place()));
            boolean isOurs = finding.severity() == Severity.VIOLATION && finding.offender() == Party.SERVER;
            if (isJudged && isOurs && known.add(finding.citation().place())) {
                violations.add(finding);
            }
        }
    }

    synchronized Watch watch(String client) {
        return new Watch(client, ++connections);
    }

    synchronized List<Utterance> said() {
        return List.copyOf(said);
    }

    synchronized List<Finding> violations() {
        return List.copyOf(violations);
    }
}
