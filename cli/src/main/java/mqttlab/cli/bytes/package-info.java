/// Packets that come as bytes, of files and standard input: in hexadecimal, base64, hex dumps, JSON.
@NullMarked
package mqttlab.cli.bytes;

import org.jspecify.annotations.NullMarked;
