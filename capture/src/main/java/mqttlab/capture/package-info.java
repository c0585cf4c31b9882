/// Where packets come from: capture files and live interfaces below, MQTT packets on top.
///
/// The packages build on each other in this order; each gives the next one a reused, mutable view and no garbage.
///
/// | package | in | out |
/// | --- | --- | --- |
/// | `file` | pcap, pcapng, gzip of them | frames |
/// | `live` | a network interface | frames |
/// | `link` | a frame | the TCP segment inside |
/// | `tcp` | segments | the bytes of each direction of each connection, in order |
/// | `mqtt` | bytes | MQTT packets, and what was lost |
@NullMarked
package mqttlab.capture;

import org.jspecify.annotations.NullMarked;
