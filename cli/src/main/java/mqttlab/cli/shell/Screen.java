package mqttlab.cli.shell;

import java.io.InputStream;
import java.io.OutputStream;
import mqttlab.cli.command.Terminal;

/// Where a shell shows what its commands print. Any thread may call.
interface Screen {

    /// What commands in the foreground print, as it is.
    OutputStream out();

    /// What they say of errors.
    OutputStream err();

    /// What they may read.
    InputStream in();

    /// Shows a line at once and whole, above what is being typed.
    ///
    /// @param line without its end
    /// @param isError whether it is said, not printed
    void above(String line, boolean isError);

    /// As wide as it is now.
    Terminal terminal();
}
