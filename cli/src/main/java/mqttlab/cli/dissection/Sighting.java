package mqttlab.cli.dissection;

import java.util.List;
import mqttlab.finding.Finding;
import mqttlab.packet.Direction;
import mqttlab.packet.Packet;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// A packet that was seen in a capture, and what is known of it.
public interface Sighting {

    /// No time; and no packet that it answers.
    long NO_TIME = Long.MIN_VALUE;
    long NONE = -1;

    /// When its last byte was seen, in nanoseconds since 1970, or [#NO_TIME].
    long time();

    /// The number of its connection.
    int streamNumber();

    /// Null where it is not known which end is the client.
    @Nullable
    Direction direction();

    Trace trace();

    /// Null where not all of it could be read.
    @Nullable
    Packet packet();

    /// How many of its bytes were seen.
    int length();

    List<Finding> findings();

    /// How long after the packet that it answers it came, in nanoseconds, or [#NONE] where it answers none.
    long requestNanos();

    /// How long after the first packet of an exchange that it completes it came, in nanoseconds, or [#NONE].
    long exchangeNanos();
}
