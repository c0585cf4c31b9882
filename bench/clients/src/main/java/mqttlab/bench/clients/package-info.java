/// How fast the client library is, beside another.
@NullMarked
package mqttlab.bench.clients;

import org.jspecify.annotations.NullMarked;
