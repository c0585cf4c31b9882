/// From a frame to the TCP segment inside, through whatever lies between: link layers, tags, tunnels, IP and its
/// fragments.
///
/// Everything is bounded: how deep layers may be nested, how much of fragmented datagrams is held, and for how
/// long. Checksums are not verified, as captures on the sending machine have none yet.
@NullMarked
package mqttlab.capture.link;

import org.jspecify.annotations.NullMarked;
