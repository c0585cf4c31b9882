/// `mqttlab learn`: ten stages, each with a text, a task, and steps that are done when the packets of the journal show
/// it. A lesson does no I/O: packets in, remarks out.
@NullMarked
package mqttlab.cli.learn;

import org.jspecify.annotations.NullMarked;
