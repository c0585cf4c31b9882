/// The `mqttlab` command: options in, text out.
///
/// [Main] holds the table of commands; a command is a class that implements [mqttlab.cli.command.Command]. Those that
/// speak to a server stand in `client`, all others here. What they have in common builds on each other in this order:
///
/// | package | what it is |
/// | --- | --- |
/// | `command`, `text` | what every command is made of; tables, amounts, JSON |
/// | `option` | options that several commands have |
/// | `bytes` | packets that come as bytes |
/// | `dissection` | frames or bytes of connections in, seen packets out |
/// | `report` | what can be said of all packets together |
/// | `view`, `lint` | what is printed of packets, and of findings alone |
@NullMarked
package mqttlab.cli;

import org.jspecify.annotations.NullMarked;
