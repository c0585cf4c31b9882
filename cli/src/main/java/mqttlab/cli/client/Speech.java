package mqttlab.cli.client;

import java.io.IOException;
import mqttlab.cli.command.Failure;
import mqttlab.client.Disconnection;
import mqttlab.client.Message;
import mqttlab.client.MqttClientBuilder;
import mqttlab.client.MqttException;
import mqttlab.client.Reconnect;
import org.jspecify.annotations.Nullable;

/// What a command says to a server and does with what it hears.
public interface Speech {

    /// How many messages it wants at most, 0 for any number.
    default long most() {
        return 0;
    }

    /// Whether a lost connection is made again.
    default Reconnect reconnect() {
        return Reconnect.NEVER;
    }

    /// The exit status when the user interrupts it.
    default int interrupted() {
        return Statuses.INTERRUPTED;
    }

    /// Who is told of each step and packet, or null for nobody but `-d`.
    default @Nullable Observer observer() {
        return null;
    }

    /// Asks for what the options do not say.
    default void prepare(MqttClientBuilder builder) {}

    /// How the command ends where this was thrown.
    default Failure failure(MqttException e) {
        return new Failure(Statuses.of(e), String.valueOf(e.getMessage()));
    }

    /// A connection has ended, or a further attempt to connect has failed; who started the command is told already.
    default void lost(Disconnection it) {}

    /// Speaks, on a connection that is there, and returns the exit status when all is said.
    int speak(Talk talk) throws IOException;

    /// A message has come. Returns whether more are wanted; if not, the end comes when it is acknowledged.
    /// Called by one thread.
    boolean received(Talk talk, Message message);

    /// All that has come was handed over. Called by the same thread.
    default void pause(Talk talk) {}
}
