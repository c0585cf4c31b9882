/// Capture files, read and written without libpcap: pcap, pcapng, and gzip of either.
///
/// ```java
/// try (CaptureReader reader = CaptureReader.open(Path.of("capture.pcapng"))) {
///     while (reader.next()) {
///         CapturedFrame frame = reader.frame();
///         IO.println(frame.number() + ": " + frame.length() + " bytes");
///     }
/// }
/// ```
///
/// A reader holds one block of the file at a time. A length in the file is believed only as far as bytes stand
/// behind it: nothing is allocated because a file says so.
@NullMarked
package mqttlab.capture.file;

import org.jspecify.annotations.NullMarked;
