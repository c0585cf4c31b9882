/// `mqttlab conform`: the conversations of mqttlab.conform held with a server, and what came of them as text, JSON and
/// JUnit XML.
@NullMarked
package mqttlab.cli.conform;

import org.jspecify.annotations.NullMarked;
