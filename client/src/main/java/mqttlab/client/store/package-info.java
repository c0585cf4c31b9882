/// Where the state of a session is kept, so that it outlives the program.
@NullMarked
package mqttlab.client.store;

import org.jspecify.annotations.NullMarked;
