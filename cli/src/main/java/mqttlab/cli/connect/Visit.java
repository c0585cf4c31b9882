package mqttlab.cli.connect;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.MqttClientBuilder;
import mqttlab.client.MqttException;
import mqttlab.client.Reconnect;
import mqttlab.packet.ConnAck;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Subscribe;
import org.jspecify.annotations.Nullable;

/// One connection of a probe, in which every answer has a limited time.
final class Visit implements AutoCloseable {

    /// The server does not do what was asked.
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        /// Whether it was not even heard.
        final boolean isUnreachable;

        Refused(String message) {
            this(message, false);
        }

        Refused(String message, boolean isUnreachable) {
            super(message, null, false, false);
            this.isUnreachable = isUnreachable;
        }

        static Refused of(MqttException e) {
            return new Refused(why(e), isUnreachable(e));
        }

        private static boolean isUnreachable(Throwable e) {
            for (Throwable each = e; each != null; each = each.getCause()) {
                if (each instanceof ConnectException
                        || each instanceof UnknownHostException
                        || each instanceof NoRouteToHostException
                        || each instanceof SocketTimeoutException
                        || each instanceof SSLException) {
                    return true;
                }
            }
            return false;
        }
    }

    final ConnAck connAck;
    private final MqttClient client;
    private final BlockingQueue<Message> arrived = new LinkedBlockingQueue<>();
    private final Duration timeout;

    Visit(MqttClientBuilder builder, Duration timeout) throws Refused {
        this.timeout = timeout;
        client = tried(builder.reconnect(Reconnect.NEVER)
                .connectTimeout(timeout)
                .closeTimeout(Duration.ZERO)
                .onMessage(arrived::add)::build);
        try {
            connAck = await(client.connectAsync());
        } catch (Refused e) {
            close();
            throw e;
        }
    }

    /// Publishes, and waits until the server has shown that it is content.
    void publish(Message message) throws Refused {
        send(message);
        if (message.qos() == 0) {
            await(tried(client::pingAsync));
        }
    }

    private void send(Message message) throws Refused {
        await(publishAsync(message));
    }

    CompletableFuture<?> publishAsync(Message message) throws Refused {
        return tried(() -> client.publishAsync(message));
    }

    /// What the server does not take, or the version does not allow.
    private static <T> T tried(Supplier<T> attempt) throws Refused {
        try {
            return attempt.get();
        } catch (MqttException e) {
            throw Refused.of(e);
        } catch (IllegalArgumentException e) {
            throw new Refused("not tried: " + e.getMessage());
        }
    }

    /// Subscribes, and returns the QoS that is granted.
    int subscribe(String filter, int qos, Properties properties) throws Refused {
        var request = new Subscribe.Request(filter, qos);
        int code = await(tried(() -> client.subscribeAsync(List.of(request), properties)))
                .codes()
                .getFirst();
        if (code >= 0x80) {
            ReasonCode known = ReasonCode.of(PacketType.SUBACK, code);
            throw new Refused("refused: " + (known == null ? "" : known.text() + " ") + hex(code));
        }
        return code;
    }

    /// The next message that comes, or null where none comes in time.
    @Nullable
    Message next() {
        try {
            return arrived.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    String clientId() {
        return client.clientId();
    }

    <T> T await(CompletableFuture<T> answer) throws Refused {
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new Refused("no answer in " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MqttException it ? Refused.of(it) : new Refused(e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    /// In a few words: what the server's code means, or else what happened.
    static String why(MqttException e) {
        int code = e.reasonCode();
        String said = String.valueOf(e.getMessage());
        return switch (e.failure()) {
            case CONNECT_REFUSED, PUBLISH_REFUSED, DISCONNECTED -> "refused: " + meaning(said);
            case NOT_SUPPORTED -> "not tried, the server says no";
            case NETWORK -> "the server closed the connection";
            case TIMEOUT -> "no answer";
            default -> code < 0 ? said : said + " " + hex(code);
        };
    }

    /// Of "The server refused the connection: Not authorized (0x87). Check …", what stands between.
    private static String meaning(String said) {
        int from = said.indexOf(": ") + 2;
        int to = said.indexOf(')', from) + 1;
        return from > 1 && to > from ? said.substring(from, to) : said;
    }

    private static String hex(int code) {
        return "(0x" + Integer.toHexString(code) + ")";
    }

    /// What a server has not taken so far, it need not.
    @Override
    public void close() {
        try {
            client.close();
        } catch (MqttException _) {
            // It was not taken.
        }
    }
}
