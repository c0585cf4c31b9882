package mqttlab.cli.command;

/// Exit statuses of every command. docs/commands.md has them, and those of some, in one table.
public final class Status {

    /// All went well.
    public static final int OK = 0;
    /// The input is malformed or incomplete, or something failed on the way.
    public static final int FAILED = 1;
    /// The command line makes no sense.
    public static final int USAGE = 2;
    /// There is no such input (`EX_NOINPUT` of sysexits.h).
    public static final int NO_INPUT = 66;

    private Status() {}
}
