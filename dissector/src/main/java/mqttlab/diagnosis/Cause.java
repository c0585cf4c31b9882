package mqttlab.diagnosis;

import mqttlab.conversation.End;
import mqttlab.conversation.Ended;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.packet.ConnAck;
import mqttlab.packet.PacketType;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Show;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Why a connection ended: who ended it, with what words, and what had happened before that explains it.
final class Cause {

    private static final long SECOND = 1_000_000_000;

    private final Case it;
    private final Diagnosis diagnosis;
    private final Ended ended;
    private final Proof proof = new Proof();

    Cause(Case it, Diagnosis diagnosis, Ended ended) {
        this.it = it;
        this.diagnosis = diagnosis;
        this.ended = ended;
    }

    Sentence sentence() {
        return Sentence.of(About.END, text(), proof);
    }

    private String text() {
        if (it.connAckCode > 0) {
            proof.add(it.connect).add(it.connAck);
            boolean isOlder = it.version == Version.V5 && it.connAckCode < 0x80;
            return "The server refused the client: " + code(PacketType.CONNACK, it.connAckCode) + reason()
                    + (isOlder ? "; it answers as one that speaks 3.1.1 at most, not 5.0" : "") + ".";
        }
        if (ended.disconnectedBy() == Party.CLIENT) {
            return goodbye();
        }
        if (ended.disconnectedBy() == Party.SERVER) {
            proof.add(it.disconnect);
            String explanation = explanation(Party.SERVER, ended.disconnectCode());
            return "The server ended the connection: " + code(PacketType.DISCONNECT, ended.disconnectCode()) + reason()
                    + (explanation == null ? "" : "; " + explanation) + ".";
        }
        if (it.connect != Case.NONE && it.connAck == Case.NONE) {
            return unanswered();
        }
        return switch (ended.how()) {
            case FIN, RST -> ended.by() == null ? "The connection was reset (RST)." : closed(ended.by());
            case SILENCE -> open();
        };
    }

    private String goodbye() {
        proof.add(it.disconnect);
        int code = ended.disconnectCode();
        if (code < 0x80) {
            boolean asksWill = it.hasWill && code == ReasonCode.DISCONNECT_WITH_WILL_MESSAGE.value();
            return "The client said goodbye with DISCONNECT" + (asksWill ? ", and asked for its will" : "") + ".";
        }
        String explanation = explanation(Party.CLIENT, code);
        return "The client ended the connection: " + code(PacketType.DISCONNECT, code) + reason()
                + (explanation == null ? "" : "; " + explanation) + ".";
    }

    /// CONNECT was the last word, or nearly so.
    private String unanswered() {
        proof.add(it.connect);
        Finding fatal = it.ofClient.fatal;
        String waited = Span.text(Math.max(0, ended.time() - it.connectTime));
        if (ended.how() == End.SILENCE) {
            return "CONNECT was not answered by the end of the capture, " + waited + " later.";
        }
        if (ended.by() == Party.CLIENT) {
            return "CONNECT was not answered: the client " + closes() + " after " + waited + ".";
        }
        String because = fatal == null ? "" : ": " + breach(fatal, Party.CLIENT);
        return "The server " + closes() + " instead of answering CONNECT" + because + ".";
    }

    /// Without a word.
    private String closed(Party by) {
        String text = "The " + by + " " + closes() + within(it.side(by)) + " without DISCONNECT";
        String explanation = explanation(by, -1);
        if (explanation != null) {
            return text + ": " + explanation + ".";
        }
        text += by == Party.CLIENT && it.hasWill ? ", so that its will is due" : "";
        Case.Side peer = it.side(by.peer());
        if (peer.last != Case.NONE) {
            proof.add(peer.last);
            text += "; the last it got was " + name(peer.lastType) + " "
                    + Span.text(Math.max(0, ended.time() - peer.lastTime)) + " before";
        }
        return text + ".";
    }

    private String within(Case.Side side) {
        if (side.cut < 0 || side.cut < side.last) {
            return "";
        }
        proof.add(side.cut);
        return " within a packet,";
    }

    private String closes() {
        return ended.how() == End.RST ? "reset the connection (RST)" : "closed the connection (FIN)";
    }

    private static String name(@Nullable PacketType type) {
        return type == null ? "a packet of reserved type" : type.name();
    }

    private String open() {
        long quiet = Math.max(0, ended.time() - it.lastTime());
        proof.add(it.ofClient.last).add(it.ofServer.last);
        String text =
                "The connection was still open when the capture ended, " + Span.text(quiet) + " after its last packet";
        boolean isDead = it.keepAlive > 0 && ended.time() - it.ofClient.lastTime > limit();
        return text + (isDead ? ": that is longer than its Keep Alive allows, so it was lost unseen" : "") + ".";
    }

    private long limit() {
        return it.keepAlive * SECOND * 3 / 2;
    }

    /// What made a side end it, or null where nothing is known that would.
    private @Nullable String explanation(Party by, int code) {
        if (by == Party.SERVER && it.takenOverBy >= 0) {
            Case taker = diagnosis.find(it.takenOverBy);
            proof.add(taker == null ? Case.NONE : taker.connect);
            String where = taker == null ? "" : " from " + taker.address();
            return "the same client identifier connected anew" + where + " (stream " + it.takenOverBy + ")";
        }
        Finding fatal = it.side(by.peer()).fatal;
        if (fatal != null && isFresh(fatal, by)) {
            proof.add(fatal.packet());
            return breach(fatal, by.peer());
        }
        return by == Party.SERVER ? silence(code) : ping();
    }

    /// Nothing else was sent after the fault that shows that it was tolerated.
    private boolean isFresh(Finding fatal, Party by) {
        Case.Side side = it.side(by);
        boolean isLastWord = side.last < fatal.packet();
        return isLastWord || it.disconnect == side.last;
    }

    private @Nullable String silence(int code) {
        long quiet = (it.disconnect == Case.NONE ? ended.time() : it.disconnectTime) - it.ofClient.lastTime;
        boolean isTimeout = code == ReasonCode.KEEP_ALIVE_TIMEOUT.value();
        if (it.ofClient.last == Case.NONE || it.keepAlive == 0 || !isTimeout && quiet < limit() - SECOND) {
            return null;
        }
        proof.add(it.ofClient.last);
        return "the client had been silent for " + Span.text(quiet) + ", while its Keep Alive of " + it.keepAlive
                + " s allows " + Span.text(limit());
    }

    private @Nullable String ping() {
        long waited = ended.time() - it.pingTime;
        if (it.ping == Case.NONE || waited < SECOND) {
            return null;
        }
        proof.add(it.ping);
        return "its PINGREQ had not been answered for " + Span.text(waited);
    }

    /// Where the fault is; what the rule says is said by a sentence of its own.
    private static String breach(Finding finding, Party offender) {
        String where = finding.length() == 0 ? "" : " at byte " + finding.offset();
        return "the " + offender + " had broken a rule, " + finding.field().label() + where;
    }

    private String reason() {
        return it.reason.isEmpty() ? "" : ", \"" + Show.escaped(it.reason) + "\"";
    }

    private String code(PacketType type, int code) {
        String name;
        // 5.0 refuses with 0x80 and above.
        if (it.version == Version.V5 && (type != PacketType.CONNACK || code >= 0x80)) {
            ReasonCode known = ReasonCode.of(type, code);
            name = known == null ? null : known.text();
        } else {
            name = ConnAck.returnCodeName(code);
        }
        TextBuffer text = new TextBuffer().add(name == null ? "unknown code" : name);
        return text.add(" (0x").hex(code, 2).add(')').toString();
    }
}
