/// Who may connect, publish and subscribe, by files: passwords, and rules in mosquitto's grammar.
///
/// [mqttlab.broker.access.FileAccess] is the entrance, [mqttlab.broker.access.ScramSha256] the one for clients that do
/// not show their password, [mqttlab.broker.access.PasswordFile] changes a file. docs/broker-access.md is for users.
@NullMarked
package mqttlab.broker.access;

import org.jspecify.annotations.NullMarked;
