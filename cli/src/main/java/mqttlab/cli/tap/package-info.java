/// The traffic of a broker or a relay on its way to who is shown it: a [TapQueue] to a [TapView] that prints it, or a
/// [TapFile] that keeps it.
@NullMarked
package mqttlab.cli.tap;

import org.jspecify.annotations.NullMarked;
