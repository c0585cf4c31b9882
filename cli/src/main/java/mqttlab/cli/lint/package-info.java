/// The findings of captures and packets, as `lint` prints them: which are named, how many there were, in what form.
@NullMarked
package mqttlab.cli.lint;

import org.jspecify.annotations.NullMarked;
