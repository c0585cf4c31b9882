package mqttlab.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client that has come to a listener, and what is learnt of it before MQTT begins. Of the channel's thread, until
/// the channel is active for the last of its handlers.
public final class Arrival {

    private final Channel channel;
    private final String listener;
    private final Reception reception;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean isRefused;

    // Of those handlers that learn it.
    String peer;

    @Nullable
    String certificateName;

    String end = "closed by the client";

    Arrival(Channel channel, String listener, String peer, Reception reception) {
        this.channel = channel;
        this.listener = listener;
        this.peer = peer;
        this.reception = reception;
    }

    public Channel channel() {
        return channel;
    }

    /// Where the client is: "127.0.0.1:50312", "[::1]:50312", "unix socket".
    public String peer() {
        return peer;
    }

    /// Which listener it came to, as its URI, with the port it got.
    public String listener() {
        return listener;
    }

    /// The subject's common name in the certificate that the client has shown and the listener trusts, or null.
    public @Nullable String certificateName() {
        return certificateName;
    }

    /// Why the channel is going to end, or has ended, as far as those beneath MQTT know; else that the client has
    /// closed it.
    public String end() {
        return end;
    }

    /// It must be open within a few seconds from now.
    void openSoon() {
        int seconds = reception.openingSeconds();
        deadline = channel.eventLoop()
                .schedule(() -> refuse(missing() + " within " + seconds + " s"), seconds, TimeUnit.SECONDS);
    }

    /// What the client owes, by who still waits.
    private String missing() {
        ChannelPipeline waiting = channel.pipeline();
        if (waiting.get(ProxyHeader.class) != null) {
            return "no PROXY header";
        }
        return waiting.get(Secured.class) != null ? "no end of TLS' handshake" : "no request for a WebSocket";
    }

    void isOpen() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    /// It will not be open for MQTT.
    @SuppressWarnings("FutureReturnValueIgnored")
    public void refuse(String why) {
        isOpen();
        if (!isRefused) {
            isRefused = true;
            reception.refused(this, why);
        }
        channel.close();
    }
}
