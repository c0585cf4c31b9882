package mqttlab.cli.client;

import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;

/// Mistakes on the command line.
final class Usage {

    private Usage() {}

    static Failure wrong(String message) {
        return new Failure(Status.USAGE, message);
    }
}
