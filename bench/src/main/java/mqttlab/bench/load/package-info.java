/// A load for a broker: connections that publish and subscribe as fast as the broker goes, or at a given rate, with a
/// bounded number of messages under way, and what came of it: messages per second, latency, CPU time, memory.
///
/// It runs beside the broker on the same cores, so a message must cost it much less than it costs any broker: one
/// thread,
/// PUBLISH packets that are copied and not written, packets that are counted and not read, acknowledgements in batches.
/// MQTT 3.1.1.
@NullMarked
package mqttlab.bench.load;

import org.jspecify.annotations.NullMarked;
