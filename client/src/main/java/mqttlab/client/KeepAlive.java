package mqttlab.client;

import java.util.concurrent.TimeUnit;
import mqttlab.packet.PingReq;

/// Says something before the server takes us for dead, and finds out whether it is alive itself. 5.0 section
/// 3.1.2.10.
///
/// PINGREQ is sent an eighth before the keep alive has passed without a packet from us, or from the server: so a
/// client that sends all the time also asks. The server has half the keep alive to say something.
final class KeepAlive {

    private static final PingReq PINGREQ = new PingReq();

    private final Link link;
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
        if (keepAlive == 0 || !link.isOpen) {
            return Link.NEVER;
        }
        return pinged == Link.NEVER
                ? Math.min(link.lastSent, lastReceived) + keepAlive - keepAlive / 8
                : pinged + keepAlive / 2;
    }

    void tick() {
        if (deadline() > link.now) {
            return;
        }
        if (pinged == Link.NEVER) {
            link.send(PINGREQ);
            pinged = link.now;
        } else {
            long silence = TimeUnit.NANOSECONDS.toMillis(link.now - lastReceived);
            throw new MqttException(
                    Failure.TIMEOUT,
                    "The server did not answer PINGREQ and has been silent for " + silence
                            + " ms: it is dead, or the network between us.");
        }
    }
}
