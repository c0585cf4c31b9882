/// Options that several commands have in common, each with what it makes of its value.
@NullMarked
package mqttlab.cli.option;

import org.jspecify.annotations.NullMarked;
