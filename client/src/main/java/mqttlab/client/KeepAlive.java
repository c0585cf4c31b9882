package mqttlab.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.packet.PingReq;
import org.jspecify.annotations.Nullable;

/// Says something before the server takes us for dead, and finds out whether it is alive itself. 5.0 section
/// 3.1.2.10.
///
/// PINGREQ is sent an eighth before the keep alive has passed without a packet from us, or from the server: so a
/// client that sends all the time also asks. The server has half the keep alive to say something, or a while where
/// there
/// is none and the application has asked.
final class KeepAlive {

    private static final PingReq PINGREQ = new PingReq();

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);

    /// A PINGREQ that was sent.
    ///
    /// @param done gets the time until the answer, or null where only we wanted to know
    private record Ping(long sent, @Nullable CompletableFuture<Duration> done) {}

    private final Link link;
    private final Queue<Ping> pings = new ArrayDeque<>();
    private long keepAlive;
    private long lastReceived;
    private long pinged = Link.NEVER;

    KeepAlive(Link link) {
        this.link = link;
    }

    void open(int seconds) {
        keepAlive = TimeUnit.SECONDS.toNanos(seconds);
        received();
    }

    /// The server has said something, or we had no time to listen.
    void received() {
        lastReceived = link.now;
        pinged = Link.NEVER;
    }

    long deadline() {
        if (!link.isOpen) {
            return Link.NEVER;
        }
        if (pinged != Link.NEVER) {
            return pinged + (keepAlive == 0 ? PATIENCE : keepAlive / 2);
        }
        return keepAlive == 0 ? Link.NEVER : Math.min(link.lastSent, lastReceived) + keepAlive - keepAlive / 8;
    }

    void ping(@Nullable CompletableFuture<Duration> done) {
        link.send(PINGREQ);
        pings.add(new Ping(link.now, done));
        pinged = Math.min(pinged, link.now);
    }

    /// PINGRESP has come: the answer to the oldest PINGREQ.
    void answered() {
        Ping ping = pings.poll();
        if (ping != null && ping.done != null) {
            link.output.complete(ping.done, Duration.ofNanos(link.now - ping.sent));
        }
    }

    /// The connection is gone, and its answers with it.
    void closed(MqttException reason) {
        for (Ping ping = pings.poll(); ping != null; ping = pings.poll()) {
            if (ping.done != null) {
                link.output.fail(ping.done, reason);
            }
        }
    }

    void tick() {
        if (deadline() > link.now) {
            return;
        }
        if (pinged == Link.NEVER) {
            ping(null);
        } else {
            long silence = TimeUnit.NANOSECONDS.toMillis(link.now - lastReceived);
            throw new MqttException(
                    Failure.TIMEOUT,
                    "The server did not answer PINGREQ and has been silent for " + silence
                            + " ms: it is dead, or the network between us.");
        }
    }
}
