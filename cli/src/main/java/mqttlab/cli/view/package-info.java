/// What is printed of packets: lines, trees, columns, JSON; reports and stories; and the options that choose.
///
/// [ViewOptions] makes the [mqttlab.cli.dissection.Dissection] that ends in the view that was asked for.
@NullMarked
package mqttlab.cli.view;

import org.jspecify.annotations.NullMarked;
