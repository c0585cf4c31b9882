/// A broker under mixed load for a long time: whether it loses anything, and whether it grows.
@NullMarked
package mqttlab.bench.soak;

import org.jspecify.annotations.NullMarked;
