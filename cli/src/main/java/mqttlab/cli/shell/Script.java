package mqttlab.cli.shell;

import java.io.BufferedReader;
import java.io.IOException;
import mqttlab.cli.command.Status;
import org.jspecify.annotations.Nullable;

/// Lines that are run one after the other, up to the first that fails.
final class Script {

    /// The first line that failed.
    ///
    /// @param line its number, from 1
    record Failed(int line, String text, int status) {}

    private Script() {}

    /// Runs all lines of a text; what is not read yet need not be there yet. Returns null where all went well.
    static @Nullable Failed run(Session session, BufferedReader lines) throws IOException {
        int number = 0;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            int first = ++number;
            while (isContinued(text)) {
                String next = lines.readLine();
                if (next == null) {
                    break;
                }
                text = text + "\n" + next;
                number++;
            }
            int status = session.run(text);
            if (status != Status.OK) {
                return new Failed(first, text.strip(), status);
            }
            if (session.isOver()) {
                break;
            }
        }
        return null;
    }

    /// Whether a quotation or a backslash at its end has the text go on in the next line.
    private static boolean isContinued(String text) {
        try {
            Line.parse(text);
            return false;
        } catch (Line.Incomplete e) {
            return true;
        }
    }
}
