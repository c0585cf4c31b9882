/// A payload format as a plugin: what one looks like.
@NullMarked
package mqttlab.sample.payload;

import org.jspecify.annotations.NullMarked;
