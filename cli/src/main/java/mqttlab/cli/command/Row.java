package mqttlab.cli.command;

import java.util.function.Supplier;

/// A command: how it is called, what it does in half a line, how it is made. Its class is loaded when it is made.
public record Row(String name, String summary, Supplier<Command> make) {}
