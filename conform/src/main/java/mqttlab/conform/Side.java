package mqttlab.conform;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.PingResp;
import mqttlab.packet.Properties;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// One client, over all its connections.
final class Side {

    private static final byte[] PINGREQ = {(byte) 0xc0, 0};

    private final String client;
    private final Setting setting;
    private final Names names;
    private final Version version;
    private final Target target;
    private final List<Step.Extra> optional = new ArrayList<>();
    private @Nullable Peer peer;
    private boolean isAccepted;
    private boolean isGone;
    /// Whether the server has closed the connection as one of several things that it might do.
    private boolean isExcused;
    private int pings;

    Side(String client, Setting setting) {
        this.client = client;
        this.setting = setting;
        names = setting.names();
        version = setting.version();
        target = setting.target();
    }

    void send(Message message) throws IOException {
        List<byte[]> packets = switch (message) {
            case Message.Raw it -> Hex.packets(it.hex(), names);
            case Message.Named it -> {
                Packet packet = setting.maker().make(client, it);
                setting.leftovers().sent(packet);
                yield List.of(Codec.write(packet, version));
            }
        };
        boolean isConnect = (packets.getFirst()[0] & 0xf0) == 0x10;
        if (isExcused && !isConnect) {
            return;
        }
        if (peer == null || isConnect && (isGone || peer.isGone())) {
            open();
        }
        if (peer != null) {
            peer.send(packets);
        }
    }

    private void open() throws IOException {
        close();
        peer = new Peer(target, setting.recording().watch(client));
        isAccepted = false;
        isGone = false;
        isExcused = false;
        pings = 0;
        optional.clear();
    }

    void expect(List<List<Answer>> alternatives, List<Step.Extra> more, Duration within)
            throws Mismatch, InterruptedException {
        if (isExcused) {
            return;
        }
        Peer connected = connected();
        optional.addAll(more);
        List<List<Answer>> open = new ArrayList<>();
        for (List<Answer> each : alternatives) {
            open.add(new ArrayList<>(each));
            if (each.stream().anyMatch(Answer.Nothing.class::isInstance)) {
                pings++;
                connected.send(List.of(PINGREQ));
            }
        }
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            Peer.Event event = connected.next(deadline);
            if (event == null || System.nanoTime() > deadline) {
                throw new Mismatch("it did not come within " + within.toMillis() / 1000.0 + " s");
            }
            if (isPassedOver(event, open)) {
                continue;
            }
            for (List<Answer> left : open) {
                if (left.isEmpty()) {
                    isExcused = event instanceof Peer.Gone && alternatives.size() > 1;
                    return;
                }
            }
        }
    }

    private Peer connected() throws Mismatch {
        if (peer == null) {
            throw new Mismatch("this client is not connected");
        }
        return peer;
    }

    /// Takes the event from what is expected; returns true where that cannot have been the last of it.
    private boolean isPassedOver(Peer.Event event, List<List<Answer>> open) throws Mismatch {
        List<List<Answer>> fitting = new ArrayList<>();
        for (List<Answer> left : open) {
            Answer taken = find(left, event);
            if (taken != null) {
                left.remove(taken);
                fitting.add(left);
            }
        }
        note(event);
        if (!fitting.isEmpty()) {
            open.retainAll(fitting);
            return false;
        }
        if (event instanceof Peer.Came came && (isReason(came, open) || isOptional(came) || isPong(came))) {
            return true;
        }
        String what = switch (event) {
            case Peer.Came came -> "there came " + came.utterance().summary().replaceAll(" +", " ");
            case Peer.Gone gone -> "the server closed the connection";
        };
        throw new Mismatch(what);
    }

    private @Nullable Answer find(List<Answer> left, Peer.Event event) {
        for (Answer answer : left) {
            if (fits(answer, event)) {
                return answer;
            }
        }
        return null;
    }

    private boolean fits(Answer answer, Peer.Event event) {
        return switch (answer) {
            case Answer.Named it ->
                event instanceof Peer.Came came
                        && came.packet() != null
                        && Matching.matches(it, came.packet(), names, version);
            case Answer.Raw it ->
                event instanceof Peer.Came came
                        && Arrays.equals(
                                Hex.bytes(it.hex(), names), came.utterance().bytes());
            case Answer.Closed it -> event instanceof Peer.Gone;
            case Answer.Nothing it -> event instanceof Peer.Came came && isPong(came);
        };
    }

    /// The answer to a PINGREQ of ours.
    private boolean isPong(Peer.Came came) {
        return pings > 0 && came.packet() instanceof PingResp;
    }

    private boolean isOptional(Peer.Came came) {
        for (int i = 0; i < optional.size(); i++) {
            Step.Extra extra = optional.get(i);
            if (fits(extra.answer(), came)) {
                if (!extra.isEvery()) {
                    optional.remove(i);
                }
                return true;
            }
        }
        return false;
    }

    /// In 5.0 a server may say why it closes.
    private boolean isReason(Peer.Came came, List<List<Answer>> open) {
        int code = switch (came.packet()) {
            case Disconnect it when isAccepted -> it.reasonCode();
            case ConnAck it when !isAccepted -> it.code();
            case null, default -> 0;
        };
        if (version != Version.V5 || code < 0x80) {
            return false;
        }
        for (List<Answer> left : open) {
            if (left.size() == 1
                    && left.getFirst() instanceof Answer.Closed closed
                    && (closed.codes().isEmpty() || closed.codes().contains(code))) {
                return true;
            }
        }
        return false;
    }

    private void note(Peer.Event event) {
        if (event instanceof Peer.Came came) {
            if (came.packet() instanceof ConnAck it && it.code() == 0) {
                isAccepted = true;
            }
            if (isPong(came)) {
                pings--;
            }
        } else {
            isAccepted = false;
            isGone = true;
        }
    }

    void end(boolean isReset) {
        if (peer != null) {
            peer.end(isReset);
        }
        peer = null;
    }

    /// Shows that nothing has come that was not expected, and takes leave.
    void leave() throws Mismatch, InterruptedException {
        if (peer == null || !isAccepted || isExcused) {
            return;
        }
        expect(List.of(List.of(new Answer.Nothing("nothing"))), List.of(), target.timeout());
        peer.send(List.of(Codec.write(new Disconnect(0, Properties.NONE), version)));
    }

    void close() {
        end(false);
    }
}
