/// Text for people and programs: lines that fit a terminal, tables, sparklines, amounts, JSON.
///
/// It knows nothing of packets. What comes from outside is escaped by [mqttlab.packet.TextBuffer] before it gets here.
@NullMarked
package mqttlab.cli.text;

import org.jspecify.annotations.NullMarked;
