/// What brokers, clients and others of this process have sent and received, kept to be looked at like a capture.
@NullMarked
package mqttlab.cli.journal;

import org.jspecify.annotations.NullMarked;
