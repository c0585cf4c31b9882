/// What happened in a capture, in plain sentences, each with the packets that prove it: why connections ended, how
/// close they came to their limits, what was never answered, what servers made of messages.
///
/// A [mqttlab.diagnosis.Case] listens to one connection, and keeps little of it. [mqttlab.diagnosis.Diagnosis] holds
/// all of a capture.
@NullMarked
package mqttlab.diagnosis;

import org.jspecify.annotations.NullMarked;
