/// How fast the codec is, beside Netty's, and captures large enough to measure `pcap` with.
@NullMarked
package mqttlab.bench;

import org.jspecify.annotations.NullMarked;
