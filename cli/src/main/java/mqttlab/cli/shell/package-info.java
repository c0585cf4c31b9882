/// The interactive shell, and its scripts: runs the commands of `mqttlab` side by side in one process.
///
/// A [Session] runs lines: a command in the foreground, or as a [Job] beside the others; all that they send and receive
/// goes into one [mqttlab.cli.journal.Journal]. What is printed goes to a [Screen]. Lines come from a [Script], or from
/// a [Prompter], the only one that loads JLine.
@NullMarked
package mqttlab.cli.shell;

import org.jspecify.annotations.NullMarked;
