/// Reports about all packets of a capture, printed when all were seen: connections, statistics, topics, diagnoses;
/// and ladders, which are printed as packets come.
///
/// A [Survey] collects. What it keeps does not grow with the packets but with what it prints, up to a limit that it
/// names when it is reached. Printing, as text and as JSON, stands beside it.
@NullMarked
package mqttlab.cli.report;

import org.jspecify.annotations.NullMarked;
