/// Live interfaces and capture filters: what only libpcap can do, by way of pcap4j.
///
/// Nothing outside this package touches pcap4j, and nothing here is loaded until it is used, so that all else works
/// where libpcap is not installed.
@NullMarked
package mqttlab.capture.live;

import org.jspecify.annotations.NullMarked;
