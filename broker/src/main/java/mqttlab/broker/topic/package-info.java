/// Trees by topic level: who subscribed to what, and what is retained where. 3.1.1 and 5.0 section 4.7.
@NullMarked
package mqttlab.broker.topic;

import org.jspecify.annotations.NullMarked;
