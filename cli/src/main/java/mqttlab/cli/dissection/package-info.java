/// Frames in, packets with all that is known of them out, to a [View].
///
/// [Arrivals] takes what comes; a [Dissection] reads it, each packet in its conversation ([Watched]), and hands it on
/// as [Seen]. [WatchTerms] and
/// [FrameTerms] are what filters and columns may ask of it.
@NullMarked
package mqttlab.cli.dissection;

import org.jspecify.annotations.NullMarked;
