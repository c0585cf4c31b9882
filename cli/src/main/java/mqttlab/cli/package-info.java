/// placeholder
@NullMarked
package mqttlab.cli;

import org.jspecify.annotations.NullMarked;
