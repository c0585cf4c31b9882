/// Conversations that test a server: text that reads as what is said, a runner that says it, and what of the standard
/// it proves.
///
/// A [Scenario] is such a text, read by [ScenarioReader]. [Play] speaks it to a server, over a [Peer] for each client;
/// [Runner] plays all of them, and [Verdicts] say what is known of each statement then. Nothing here depends on
/// anything
/// but the dissector and the JDK.
@NullMarked
package mqttlab.conform;

import org.jspecify.annotations.NullMarked;
