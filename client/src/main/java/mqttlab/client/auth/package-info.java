/// Enhanced authentication of MQTT 5.0 (section 4.12): an interface, and SCRAM-SHA-256.
@NullMarked
package mqttlab.client.auth;

import org.jspecify.annotations.NullMarked;
