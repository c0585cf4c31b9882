/// placeholder
@NullMarked
package mqttlab.packet;

import org.jspecify.annotations.NullMarked;
