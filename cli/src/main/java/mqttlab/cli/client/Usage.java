package mqttlab.cli.client;

import mqttlab.cli.Failure;
import mqttlab.cli.Main;

/// Mistakes on the command line.
final class Usage {

    private Usage() {}

    static Failure wrong(String message) {
        return new Failure(Main.USAGE, message);
    }
}
