/// The rows of `-T fields`: [terms][mqttlab.filter.Term] as columns, printed as tshark prints them.
///
/// ```java
/// Rows<Trace> rows = new Rows<>(columns, Layout.DEFAULT.with("header=y"));
/// rows.header(out);
/// rows.add(trace);
/// rows.end(out);
/// ```
@NullMarked
package mqttlab.fields;

import org.jspecify.annotations.NullMarked;
