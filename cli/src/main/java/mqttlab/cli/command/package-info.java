/// What every command is made of: its options, the streams it reads and prints, how it fails, its exit status.
@NullMarked
package mqttlab.cli.command;

import org.jspecify.annotations.NullMarked;
