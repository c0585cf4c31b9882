package mqttlab.cli.command;

/// What shows the output: a terminal of some width, or none.
///
/// The launcher asks the operating system and says it in system properties: `mqttlab.columns` where standard output
/// is a terminal, `mqttlab.progress` where standard error is one. Asking from here would load JLine
/// (`System.console()`) or the foreign-function interface.
///
/// @param columns the width of the terminal on standard output; 0 where that is none
/// @param progress whether standard error is a terminal, so that progress may be shown there
public record Terminal(int columns, boolean progress) {
    public static final Terminal NONE = new Terminal(0, false);

    static Terminal ofProcess() {
        return new Terminal(Integer.getInteger("mqttlab.columns", 0), Boolean.getBoolean("mqttlab.progress"));
    }

    public boolean isPresent() {
        return columns > 0;
    }

    /// Whether colours are wanted when nobody said so: on a terminal that knows them, unless `NO_COLOR` is set
    /// (https://no-color.org).
    public boolean likesColor() {
        if (!isPresent() || "dumb".equals(System.getenv("TERM"))) return false;
        String noColor = System.getenv("NO_COLOR");
        return noColor == null || noColor.isEmpty();
    }
}
