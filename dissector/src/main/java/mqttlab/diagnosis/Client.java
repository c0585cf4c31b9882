package mqttlab.diagnosis;

import java.util.LinkedHashSet;
import java.util.Set;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// All connections of one client identifier at one server: whether they fight each other, or come and go too often.
final class Client {

    private static final int MOST_ADDRESSES = 4;
    private static final int OFTEN = 5;
    /// Who stays longer on average comes and goes in good order.
    private static final long SHORT = 60_000_000_000L;

    private final String clientId;
    private final String server;
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Proof connects = new Proof();
    private long firstTime;
    private long lastTime;
    private long takeovers;
    private long firstTaken;
    private long lastTaken;
    private final Proof taking = new Proof();
    private final Set<String> rivals = new LinkedHashSet<>();

    Client(String clientId, String server) {
        this.clientId = clientId;
        this.server = server;
    }

    void connected(Case by, long time) {
        if (connects.count() == 0) {
            firstTime = time;
        }
        lastTime = time;
        connects.add(by.connect);
        add(addresses, by);
    }

    private static void add(Set<String> addresses, Case of) {
        if (addresses.size() < MOST_ADDRESSES) {
            addresses.add(of.address());
        }
    }

    void takenOver(Case given, @Nullable Case taker) {
        lastTaken = taker == null ? lastTime : taker.connectTime;
        firstTaken = takeovers++ == 0 ? lastTaken : firstTaken;
        add(rivals, given);
        if (taker != null) {
            taking.add(taker.connect);
            add(rivals, taker);
        }
    }

    /// What is remarkable about it, or null.
    @Nullable
    Sentence sentence() {
        String name = "\"" + Show.escaped(clientId) + "\"";
        if (takeovers >= 2) {
            return Sentence.of(About.CLIENT, fight(name), taking);
        }
        long pause = connects.count() < 2 ? 0 : (lastTime - firstTime) / (connects.count() - 1);
        if (connects.count() < OFTEN || pause > SHORT) {
            return null;
        }
        String text = "The client " + name + " connected " + connects.count() + " times to " + server + " within "
                + Span.text(lastTime - firstTime) + ", every " + Span.text(pause) + " on average.";
        return Sentence.of(About.CLIENT, text, connects);
    }

    private String fight(String name) {
        String times = takeovers + " times within " + Span.text(Math.max(0, lastTaken - firstTaken));
        if (rivals.size() < 2) {
            return "Connections from " + String.join("", rivals) + " took the identifier " + name + " from each other "
                    + times + " at " + server + ": two programs there use the same identifier, or one connects anew"
                    + " before it closes its old connection.";
        }
        String who = String.join(" and ", rivals);
        return "Two clients fight over the identifier " + name + ": connections from " + who + " took it from each"
                + " other " + times + ", and each time " + server + " ended the one before.";
    }
}
