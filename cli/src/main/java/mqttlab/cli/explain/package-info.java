/// `mqttlab explain`: what the things of MQTT are, from the declarations by which packets are read and judged.
@NullMarked
package mqttlab.cli.explain;

import org.jspecify.annotations.NullMarked;
