/// What `connect` says: the steps to a server, what the server allows, and why there is no connection.
@NullMarked
package mqttlab.cli.connect;

import org.jspecify.annotations.NullMarked;
