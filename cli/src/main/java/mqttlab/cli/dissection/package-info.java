/// Frames or the bytes of connections in, packets with all that is known of them out, to a [View].
///
/// [Arrivals] takes what comes of a capture, a [Tap] what comes of connections that somebody has in hand; a
/// [Dissection] reads it, each packet in its conversation ([Watched]), and hands it on as [Seen]. [WatchTerms] and
/// [FrameTerms] are what filters and columns may ask of it.
@NullMarked
package mqttlab.cli.dissection;

import org.jspecify.annotations.NullMarked;
