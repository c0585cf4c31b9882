/// The broker on the command line: its options, and what it says.
@NullMarked
package mqttlab.cli.broker;

import org.jspecify.annotations.NullMarked;
