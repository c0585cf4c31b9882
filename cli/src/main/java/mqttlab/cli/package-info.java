/// The `mqttlab` command: options in, text out.
///
/// [Main] holds the table of commands; a command is a class that implements [Command], with its [Options] as
/// fields. It reads and prints through its [Streams], reports what went wrong as a [Failure] and answers with its
/// exit status.
@NullMarked
package mqttlab.cli;

import org.jspecify.annotations.NullMarked;
