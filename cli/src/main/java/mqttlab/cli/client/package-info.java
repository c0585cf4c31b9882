/// Commands that speak to a server: `pub`, `sub`, `rr`.
///
/// Their options have mosquitto's letters and meanings. [ClientOptions] are those of all of them; a [Talk] is one run
/// of a client, from CONNECT to DISCONNECT, and a [Speech] what a command does in between.
@NullMarked
package mqttlab.cli.client;

import org.jspecify.annotations.NullMarked;
