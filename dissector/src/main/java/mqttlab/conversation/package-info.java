/// A connection as it goes on: what each packet answers, what both sides agreed on, and what breaks the rules
/// that need more than one packet.
///
/// An [mqttlab.conversation.Observer] is told of each event of one connection, in the order in which they were
/// seen, and tells a [mqttlab.conversation.Listener] what it finds. It says nothing where the evidence is
/// missing: before CONNECT was seen, after bytes were lost, about a session that began before. What is seen need
/// not have arrived yet: a client is held to what CONNACK says only when it can have read it.
@NullMarked
package mqttlab.conversation;

import org.jspecify.annotations.NullMarked;
