/// placeholder
@NullMarked
package mqttlab.capture;

import org.jspecify.annotations.NullMarked;
