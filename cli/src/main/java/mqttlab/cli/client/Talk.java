package mqttlab.cli.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mqttlab.cli.client.PropertyOptions.Place;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.client.Disconnection;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.MqttClientBuilder;
import mqttlab.client.MqttException;
import mqttlab.client.Published;
import mqttlab.packet.Properties;
import mqttlab.packet.Version;

/// One run of a client: connects, speaks, says goodbye.
public final class Talk implements AutoCloseable {

    /// How long the end may take when the process is to end.
    private static final Duration GRACE = Duration.ofSeconds(5);
    /// How often to look whether there is a connection again, in nanoseconds.
    private static final long LOOK = 50_000_000;

    public final Streams streams;
    public final Version version;
    public final End end;
    public final MqttClient client;
    private final Speech speech;
    private final Properties goodbye;
    /// Whether no more messages are wanted. Used by the thread that hands them over.
    private boolean isFull;

    /// @throws Failure where the options do not fit together
    Talk(ClientOptions options, Streams streams, Speech speech) throws IOException {
        this.streams = streams;
        this.speech = speech;
        version = options.version();
        end = options.end();
        goodbye = options.properties(Place.DISCONNECT);
        try {
            MqttClientBuilder builder = options.builder(streams, speech.most(), speech.observer());
            speech.prepare(builder);
            client = builder.reconnect(speech.reconnect())
                    .onMessage(this::received)
                    .onPause(this::pause)
                    .onDisconnect(this::lost)
                    .build();
        } catch (IllegalArgumentException e) {
            throw Usage.wrong(String.valueOf(e.getMessage()));
        }
    }

    int run() throws IOException {
        try (var _ = streams.interrupt().on(GRACE, () -> end.with(speech.interrupted()))) {
            return converse();
        }
    }

    private int converse() throws IOException {
        try {
            end.await(client.connectAsync());
            return speech.speak(this);
        } catch (MqttException e) {
            if (end.isReached()) {
                return end.await();
            }
            throw e;
        } catch (IllegalArgumentException e) {
            // So the library calls what breaks a rule of the standard, and only the user has made it.
            throw Usage.wrong(String.valueOf(e.getMessage()));
        } finally {
            leave();
        }
    }

    /// Says something to the user.
    void say(String text) {
        streams.err().println("mqttlab: " + text);
    }

    /// Publishes a message. One with QoS 0, which is not kept, waits while a lost connection is made again.
    ///
    /// @throws End.Reached where the end comes before
    CompletableFuture<Published> publish(Message message) {
        while (true) {
            try {
                return client.publishAsync(message);
            } catch (MqttException e) {
                if (e.failure() != mqttlab.client.Failure.NOT_CONNECTED) {
                    throw e;
                }
            }
            do {
                end.pause(LOOK);
                end.check();
            } while (!client.isConnected());
        }
    }

    private void received(Message message) {
        if (isFull || end.isReached()) {
            // After DISCONNECT it is not acknowledged any more, and comes again in the next connection. Those before
            // it are acknowledged by a callback that disconnects: before the thread that waits for the end does.
            leave();
            end.with(Status.OK);
            return;
        }
        try {
            isFull = !speech.received(this, message);
        } catch (Output.Closed | Failure | MqttException e) {
            leave();
            end.by(e);
        }
    }

    private void leave() {
        client.disconnect(0, client.isConnected() ? goodbye : Properties.NONE);
    }

    private void pause() {
        try {
            speech.pause(this);
            if (isFull) {
                end.with(Status.OK);
            }
        } catch (Output.Closed | Failure e) {
            end.by(e);
        }
    }

    private void lost(Disconnection it) {
        MqttException reason = it.reason();
        if (reason == null) {
            return;
        }
        speech.lost(it);
        if (it.reconnect() == null) {
            end.by(reason);
        } else {
            say(reason.getMessage() + " Trying again in " + (it.reconnect().toMillis() + 500) / 1000 + " s.");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
