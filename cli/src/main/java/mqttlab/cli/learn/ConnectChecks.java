package mqttlab.cli.learn;

import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Version;

/// Stage 2: what CONNECT asks for, and what CONNACK answers.
final class ConnectChecks {

    private static final String CLIENT = "me";

    private ConnectChecks() {}

    static Outcome accepted(Sight sight, Past past) {
        if (!(sight.packet() instanceof ConnAck it)) {
            return Outcome.NOTHING;
        }
        if (it.code() != 0) {
            return Outcome.near("refused", "0x" + Integer.toHexString(it.code()));
        }
        return sight.version() == Version.V5
                ? Outcome.done(past.link(sight).frame(), sight.frame())
                : Outcome.near("version", sight.version().number());
    }

    static Outcome kept(Sight sight, Past past) {
        Link link = past.link(sight);
        Connect connect = link.connect();
        if (!(sight.packet() instanceof ConnAck it) || it.code() != 0 || connect == null) {
            return Outcome.NOTHING;
        }
        if (!connect.clientId().equals(CLIENT)) {
            return connect.clientId().isEmpty() ? Outcome.near("unnamed") : Outcome.near("name", connect.clientId());
        }
        return link.isKept() ? Outcome.done(link.frame(), sight.frame()) : Outcome.near("forgotten");
    }

    static Outcome resumed(Sight sight, Past past) {
        Link link = past.link(sight);
        Connect connect = link.connect();
        if (!(sight.packet() instanceof ConnAck it) || it.code() != 0 || connect == null) {
            return Outcome.NOTHING;
        }
        if (it.sessionPresent()) {
            return Outcome.done(link.frame(), sight.frame());
        }
        if (!connect.clientId().equals(CLIENT)) {
            return Outcome.near("name", connect.clientId());
        }
        return connect.cleanStart() ? Outcome.near("clean") : Outcome.near("lost");
    }
}
