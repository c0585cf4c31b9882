/// What the payloads of messages say, as trees of values: text, JSON, CBOR, MessagePack, Sparkplug B, also compressed.
///
/// ```java
/// Payloads payloads = Payloads.of(List.of("sensors/# = cbor"), Plugins.NONE);
/// Decoded decoded = payloads.decode(new Message(topic, ContentType.parse(contentType), payload));
/// if (decoded instanceof Decoded.Read read) {
///     PayloadText.line(out, read.value(), 80);
/// }
/// ```
///
/// A [format][mqttlab.payload.PayloadFormat] of one's own is found by [java.util.ServiceLoader].
@NullMarked
package mqttlab.payload;

import org.jspecify.annotations.NullMarked;
