package mqttlab.cli.client;

import mqttlab.cli.command.Status;
import mqttlab.client.MqttException;

/// Exit statuses, beside those of every command. docs/commands.md has them in one table.
final class Statuses {

    /// The time that `-W` allows has passed.
    static final int TIMEOUT = 27;
    /// The user ended a command that was not done, as the shell says it.
    static final int INTERRUPTED = 130;

    private Statuses() {}

    /// The code with which the server refused what we wanted; 1 for whatever else went wrong.
    static int of(MqttException e) {
        return switch (e.failure()) {
            case CONNECT_REFUSED, PUBLISH_REFUSED, SUBSCRIBE_REFUSED, UNSUBSCRIBE_REFUSED, NOT_SUPPORTED ->
                e.reasonCode() > 0 ? e.reasonCode() : Status.FAILED;
            case NETWORK,
                    DISCONNECTED,
                    PROTOCOL,
                    AUTHENTICATION,
                    TIMEOUT,
                    NOT_CONNECTED,
                    TOO_MANY,
                    STORE,
                    CALLBACK,
                    CLOSED -> Status.FAILED;
        };
    }
}
