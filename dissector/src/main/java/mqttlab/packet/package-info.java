/// MQTT control packets of versions 3.1, 3.1.1 and 5.0: bytes to values, values to bytes, and bytes to a
/// field-by-field [mqttlab.packet.Trace].
///
/// Each packet is one file, and its layout is written once, as a `walk(Wire, packet)` that serves both directions.
/// A [mqttlab.packet.Reader] answers every call with what the bytes hold and ignores the value it is offered; a
/// [mqttlab.packet.Writer] writes the value it is offered and returns it. Since both return what is really on the
/// wire, the conditions that follow (version, flags, lengths) mean the same when reading and when writing.
///
/// A reader may carry a trace. Without one it is the codec of a client or broker: a broken rule throws a
/// [mqttlab.packet.MalformedPacketException] with the reason code to send. With one it is a dissector: every field
/// is noted with its offset, length and value, a broken rule becomes a [mqttlab.packet.Problem], and reading goes
/// on as far as the bytes allow.
///
/// ```java
/// Packet packet = Codec.read(bytes, 0, bytes.length, Version.V5);
/// byte[] again = Codec.write(packet, Version.V5);
/// Trace trace = new Trace();
/// Codec.trace(trace, bytes, 0, bytes.length, Version.V5, null);
/// ```
@NullMarked
package mqttlab.packet;

import org.jspecify.annotations.NullMarked;
