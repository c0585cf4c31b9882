package mqttlab.broker.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mqttlab.packet.Version;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Whatever the broker has acknowledged it delivers, whenever it dies, connections break, and the disk gets to it: what
/// is of QoS 2 once. And only to those who may read it, whatever becomes of their rights meanwhile.
class CrashTest {

    static final int ACTIONS = 20;
    private static final int NEVER = -1;

    @Property(tries = 1000)
    void deliversWhatItHasAcknowledged(
            @ForAll @Size(min = 20, max = 150) List<@IntRange(max = ACTIONS * 720 - 1) Integer> steps,
            @ForAll boolean hasRights) {
        new History(hasRights).run(steps, NEVER);
    }

    @Property(tries = 100)
    void deliversWhereverItDies(
            @ForAll @Size(min = 10, max = 40) List<@IntRange(max = ACTIONS * 720 - 1) Integer> steps,
            @ForAll boolean hasRights) {
        for (int at = 0; at <= steps.size(); at++) {
            new History(hasRights).run(steps, at);
        }
    }

    /// One broker's lives.
    private static final class History {

        /// Cid may never read t/0, and ann not always; clients without a user may.
        private final Rights rights = new Rights()
                .allow("ann", "t/0")
                .allow("ann", "t/1")
                .allow("bob", "t/1")
                .write("bob", "t/0")
                .read("cid", "t/1")
                .write("cid", "t/+")
                .read(null, "t/0");

        private final Access access;
        private final MemoryStore store = new MemoryStore();
        private Lab lab;
        private final List<Peer> peers = List.of(
                new Peer("ann", Version.V5, 2, "t/#", 2),
                new Peer("bob", Version.V3_1_1, 65_535, "t/1", 2),
                new Peer("cid", Version.V5, 1, "t/+", 1));
        private int published;
        private boolean isWithdrawn;

        History(boolean hasRights) {
            this.access = hasRights ? rights : Access.ANYBODY;
            this.lab = new Lab(access, store);
        }

        void run(List<Integer> steps, int crash) {
            heal();
            for (int i = 0; i < steps.size(); i++) {
                if (i == crash) {
                    crash();
                }
                step(steps.get(i) % ACTIONS, steps.get(i) / ACTIONS);
            }
            if (steps.size() == crash) {
                crash();
            }
            heal();
            peers.forEach(it -> it.check(peers));
            assertEquals(List.of(), store.unused(), "messages that nobody needs");
            assertTrue(access != rights || !peers.get(2).hasGot("t/0"), "cid got what it may not read");
        }

        private void step(int action, int arg) {
            Peer peer = peers.get(arg % peers.size());
            int more = arg / peers.size();
            switch (action) {
                case 0, 1, 2, 3 -> publish(peer, "t/" + more % 2, 1 + more / 2 % 2, more / 4 % 3 > 0);
                case 4, 5 -> peer.next();
                case 6, 7, 8 -> all();
                case 9 -> keepOne();
                case 10, 11, 12 -> keepAll();
                case 13 -> peer.connect(lab, Peer.Wish.RESUME);
                case 14 -> peer.connect(lab, more % 3 == 0 ? Peer.Wish.PASS : Peer.Wish.RENEW);
                case 15 -> peer.vanish();
                case 16, 17 -> crash();
                case 18 -> changeRights();
                case 19 -> intrude(peer);
                default -> throw new AssertionError(action);
            }
        }

        private boolean mayRead(Peer peer, String topic) {
            return access.mayRead(new Access.Who(peer.id, peer.id), topic);
        }

        private void changeRights() {
            isWithdrawn = !isWithdrawn;
            if (isWithdrawn) {
                rights.withdraw("ann", "t/0");
                rights.write("ann", "t/0");
                if (access == rights) {
                    peers.get(0).pardon("t/0");
                }
            } else {
                rights.read("ann", "t/0");
            }
        }

        /// Somebody else comes with the client identifier of a session.
        private void intrude(Peer peer) {
            if (access == rights && peer.isKept()) {
                lab.open().says(Hello.v5(peer.id).as("eve").packet()).isRefused(0x85);
            }
        }

        private void publish(Peer by, String topic, int qos, boolean endsTurn) {
            String payload = by + " " + (published + 1);
            List<Peer> subscribers = peers.stream()
                    .filter(it -> it.expects(topic) && mayRead(it, topic))
                    .toList();
            if (by.publish(topic, qos, payload, endsTurn)) {
                published++;
                subscribers.forEach(it -> it.expect(payload, topic));
            }
        }

        private boolean all() {
            boolean any = false;
            for (Peer each : peers) {
                while (each.next()) {
                    any = true;
                }
            }
            return any;
        }

        private boolean keepOne() {
            boolean kept = store.keep();
            lab.run();
            return kept;
        }

        private boolean keepAll() {
            lab.flush();
            boolean any = false;
            while (keepOne()) {
                any = true;
            }
            return any;
        }

        private void crash() {
            store.crash();
            lab = new Lab(access, store);
            peers.forEach(Peer::lose);
        }

        private void heal() {
            for (Peer each : peers) {
                if (!each.isConnected()) {
                    each.connect(lab, Peer.Wish.RESUME);
                }
            }
            lab.flush();
            int rounds = 0;
            for (boolean goesOn = true; goesOn; rounds++) {
                boolean kept = keepAll();
                goesOn = all() || kept;
                assertTrue(rounds < 10_000, "it never ends");
            }
            peers.forEach(it -> assertTrue(it.isIdle(), () -> it + " waits for something"));
        }
    }
}
