package mqttlab.cli.view;

import java.util.LinkedHashSet;
import java.util.Set;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Watched;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// The client that the command line names, by its identifier or by address and port, or all of them.
final class ClientChoice {

    private static final int MOST = 20;

    private final @Nullable String wanted;
    private final Set<String> others = new LinkedHashSet<>();
    private boolean isFound;

    /// @param wanted null for all
    ClientChoice(@Nullable String wanted) {
        this.wanted = wanted;
    }

    boolean includes(Watched connection) {
        if (wanted == null) {
            return true;
        }
        String id = connection.clientId();
        String place = Places.end(connection.stream(), Math.max(0, connection.client()));
        // Which end is the client may be known later.
        boolean isIt = id.equals(wanted)
                || place.equals(wanted)
                || connection.client() < 0 && Places.end(connection.stream(), 1).equals(wanted);
        isFound |= isIt;
        if (!isIt && !isFound && others.size() < MOST) {
            others.add(id.isEmpty() ? place : id);
        }
        return isIt;
    }

    /// Fails where it was not seen, and says who was.
    void check() {
        if (wanted == null || isFound) {
            return;
        }
        StringBuilder text = new StringBuilder("there is no client '").append(Show.escaped(wanted));
        text.append("' in this capture");
        String before = "; there are: ";
        for (String other : others) {
            text.append(before).append(Show.escaped(other));
            before = ", ";
        }
        throw new Failure(
                Status.FAILED, text.append(others.size() == MOST ? ", ..." : "").toString());
    }
}
