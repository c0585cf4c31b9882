package mqttlab.cli.report;

import mqttlab.conversation.End;
import mqttlab.conversation.Ended;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Disconnect;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Why connections ended, in words.
final class Partings {

    private static final String REFUSED = "Connection Refused, ";

    private Partings() {}

    /// Appends who did what, of all that led to the end what explains most: `server: Topic Alias invalid`,
    /// `refused: not authorized`, `client: RST`.
    static void add(TextBuffer out, ClosedConnection connection, int takenOverBy) {
        Ended ended = connection.ended();
        if (ended == null) {
            out.add("not known");
        } else if (ended.refusal() >= 0) {
            out.add("refused: ");
            reason(out, refusal(connection.version().version(), ended.refusal()), ended.refusal());
        } else if (takenOverBy >= 0) {
            out.add("taken over by stream ").add(takenOverBy);
        } else if (ended.disconnectedBy() != null) {
            out.add(ended.disconnectedBy().toString()).add(": ");
            int code = ended.disconnectCode();
            reason(out, code == 0 ? "DISCONNECT" : disconnect(code), code);
        } else if (ended.how() == End.SILENCE) {
            out.add(connection.isOpen() ? "open at the end" : "silence");
        } else {
            out.add(ended.by() == null ? "" : ended.by() + ": ").add(ended.how().name());
        }
    }

    private static void reason(TextBuffer out, @Nullable String name, int code) {
        if (name == null) {
            out.add("unknown code 0x").hex(code, 2);
        } else {
            out.add(name);
        }
    }

    /// What the standard calls the code of a CONNACK, but for its "Connection Refused, "; or null. A server that knows
    /// no 5.0 refuses it with a code of 3.1.1; those of 5.0 begin at 0x80.
    static @Nullable String refusal(Version version, int code) {
        String name = (version == Version.V5 && code >= 0x80 ? ConnAck.REASON_CODE : ConnAck.RETURN_CODE).nameOf(code);
        return name != null && name.startsWith(REFUSED) ? name.substring(REFUSED.length()) : name;
    }

    /// What the standard calls the code of a DISCONNECT, or null.
    static @Nullable String disconnect(int code) {
        return Disconnect.CODE.nameOf(code);
    }
}
