/// Small programs that use the client library. Each takes the server's URI as its first argument.
@NullMarked
package mqttlab.sample.client;

import org.jspecify.annotations.NullMarked;
