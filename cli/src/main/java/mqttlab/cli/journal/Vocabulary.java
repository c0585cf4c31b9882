package mqttlab.cli.journal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.cli.dissection.Seen;
import mqttlab.packet.Publish;
import mqttlab.packet.Subscribe;

/// The names that were heard last: what somebody may want to type again. It reads on where it stopped.
public final class Vocabulary {

    private static final int MOST = 500;

    private final Journal journal;
    private final Search search = new Search(Query.of("mqtt"), 0, this::learn);
    private final SequencedSet<String> topics = new LinkedHashSet<>();
    private final SequencedSet<String> clients = new LinkedHashSet<>();
    private long read;

    public Vocabulary(Journal journal) {
        this.journal = journal;
    }

    /// Topic names and filters.
    public synchronized List<String> topics() {
        readOn();
        return new ArrayList<>(topics);
    }

    /// Client identifiers.
    public synchronized List<String> clients() {
        readOn();
        return new ArrayList<>(clients);
    }

    private void readOn() {
        for (CapturedFrame frame : journal.since(read)) {
            search.accept(frame);
            read = frame.number();
        }
    }

    private void learn(Seen seen) {
        add(clients, seen.connection().clientId());
        if (seen.packet() instanceof Publish it) {
            add(topics, it.topic());
        } else if (seen.packet() instanceof Subscribe it) {
            it.requests().forEach(request -> add(topics, request.filter()));
        }
    }

    private static void add(SequencedSet<String> names, String name) {
        if (!name.isEmpty()) {
            names.addLast(name);
            if (names.size() > MOST) {
                names.removeFirst();
            }
        }
    }
}
