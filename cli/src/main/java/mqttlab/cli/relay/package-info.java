/// `mqttlab relay`: options in, a [mqttlab.relay.Relay] and who is shown what passes it.
@NullMarked
package mqttlab.cli.relay;

import org.jspecify.annotations.NullMarked;
