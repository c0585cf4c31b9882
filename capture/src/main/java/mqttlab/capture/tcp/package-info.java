/// TCP: which segments belong to one connection, and the bytes of its two directions in the order they were sent.
///
/// Nothing is copied on the usual path, where each segment continues where the last one ended. What arrives too
/// early is held, until the hole before it is filled, or until it is known that it will not be: the receiver has
/// acknowledged more, so that nothing will be sent again, or too much is being held.
///
/// Connections are numbered as Wireshark's `tcp.stream` does it.
@NullMarked
package mqttlab.capture.tcp;

import org.jspecify.annotations.NullMarked;
