/// A program that speaks MQTT, and how it is tested.
@NullMarked
package mqttlab.sample.junit;

import org.jspecify.annotations.NullMarked;
