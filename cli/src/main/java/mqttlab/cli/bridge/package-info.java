/// `mqttlab bridge`, and the pages that other commands show.
@NullMarked
package mqttlab.cli.bridge;

import org.jspecify.annotations.NullMarked;
