package mqttlab.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mqttlab.client.transport.Connection;
import mqttlab.packet.ConnAck;
import mqttlab.packet.ReasonCode;
import org.jspecify.annotations.Nullable;

/// From the first attempt to connect to the end of the last connection: makes connections, again and again where one
/// is lost.
final class Life {

    private final Engine engine;
    private final Handlers handlers;
    private final CompletableFuture<ConnAck> connected;
    private final CompletableFuture<Disconnection> ended;
    private int failures;

    Life(
            Engine engine,
            Handlers handlers,
            CompletableFuture<ConnAck> connected,
            CompletableFuture<Disconnection> ended) {
        this.engine = engine;
        this.handlers = handlers;
        this.connected = connected;
        this.ended = ended;
    }

    void run() {
        MqttException reason;
        try {
            reason = connectOnce();
            while (reason != null && isWorthAnother(reason)) {
                reason = goOn(reason) ? connectOnce() : null;
            }
        } catch (RuntimeException e) {
            reason = unexpected(e);
        } catch (Error e) {
            stop(unexpected(e));
            throw e;
        }
        stop(reason);
    }

    private static MqttException unexpected(Throwable e) {
        return new MqttException(Failure.CALLBACK, "The client ended for an unexpected reason: " + e, e);
    }

    /// Makes a connection and lives with it. Returns why it ended, or null where we wanted it.
    private @Nullable MqttException connectOnce() {
        try {
            Connection connection = engine.open();
            if (connection == null) {
                return null;
            }
            Line line = new Line(engine, connection, handlers);
            MqttException reason = line.run();
            failures = line.wasAccepted() ? 0 : failures;
            return reason;
        } catch (IOException e) {
            return new MqttException(Failure.NETWORK, String.valueOf(e.getMessage()), e);
        }
    }

    private boolean isWorthAnother(MqttException reason) {
        return connected.isDone() && failures < engine.setup.reconnect().attempts() && !isFinal(reason);
    }

    /// Tells of the end of a connection. Returns, after a while, whether to connect again.
    private boolean goOn(MqttException reason) {
        Duration delay = engine.setup.reconnect().delay(failures++);
        tellOf(new Disconnection(reason, delay));
        return pause(delay);
    }

    /// Whether another attempt would end like this one.
    private static boolean isFinal(MqttException reason) {
        return switch (reason.failure()) {
            case NETWORK, TIMEOUT -> false;
            case CONNECT_REFUSED -> reason.reasonCode() != 3 && !isTemporary(reason.reasonCode());
            case DISCONNECTED -> isForGood(reason.reasonCode());
            default -> true;
        };
    }

    private static boolean isTemporary(int code) {
        return code == ReasonCode.SERVER_UNAVAILABLE.value()
                || code == ReasonCode.SERVER_BUSY.value()
                || code == ReasonCode.QUOTA_EXCEEDED.value()
                || code == ReasonCode.CONNECTION_RATE_EXCEEDED.value();
    }

    /// Two clients with one client identifier would take the connection from each other for ever.
    private static boolean isForGood(int code) {
        return code == ReasonCode.SESSION_TAKEN_OVER.value()
                || code == ReasonCode.NOT_AUTHORIZED.value()
                || code == ReasonCode.MALFORMED_PACKET.value()
                || code == ReasonCode.PROTOCOL_ERROR.value()
                || code == ReasonCode.USE_ANOTHER_SERVER.value()
                || code == ReasonCode.SERVER_MOVED.value();
    }

    /// Waits. Returns false where the client is not to connect again after all.
    private boolean pause(Duration delay) {
        engine.lock.lock();
        try {
            long left = delay.toNanos();
            while (left > 0 && !engine.isStopping) {
                left = engine.clock.awaitNanos(left);
            }
            return !engine.isStopping;
        } catch (InterruptedException _) {
            return false;
        } finally {
            engine.lock.unlock();
        }
    }

    private void stop(@Nullable MqttException reason) {
        MqttException told =
                reason != null ? reason : new MqttException(Failure.CLOSED, "The client has disconnected.");
        engine.lock.lock();
        try {
            engine.isRunning = false;
            engine.session.abandon(told);
            engine.room.signalAll();
            engine.fewer.signalAll();
            engine.results.swap();
        } finally {
            engine.lock.unlock();
        }
        Disconnection end = new Disconnection(reason, null);
        try {
            engine.tell(_ -> {});
            if (connected.isDone()) {
                tellOf(end);
            }
        } finally {
            connected.completeExceptionally(told);
            ended.complete(end);
        }
    }

    private void tellOf(Disconnection it) {
        engine.call(() -> engine.setup.onDisconnect().accept(it));
    }
}
