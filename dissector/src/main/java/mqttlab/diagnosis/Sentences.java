package mqttlab.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mqttlab.conversation.End;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.Wording;
import mqttlab.packet.PacketType;
import mqttlab.packet.TextBuffer;

/// What can be said of one connection.
final class Sentences {

    private static final long SECOND = 1_000_000_000;

    private final Case it;
    private final List<Sentence> all = new ArrayList<>();

    Sentences(Case it, Diagnosis diagnosis) {
        this.it = it;
        if (it.ended != null) {
            all.add(new Cause(it, diagnosis, it.ended).sentence());
        }
        rules();
        keepAlive();
        stalls(it.ofServer, Party.SERVER);
        stalls(it.ofClient, Party.CLIENT);
        identifiers();
        unanswered();
        retained();
    }

    List<Sentence> all() {
        return all;
    }

    private void add(About about, String text, Proof proof) {
        all.add(Sentence.of(about, text, proof));
    }

    private void rules() {
        for (Case.Breach breach : it.breaches) {
            Finding finding = breach.finding;
            Party offender = finding.offender();
            TextBuffer text = new TextBuffer();
            text.add(offender == null ? "A rule is broken" : "The " + offender + " breaks a rule");
            text.add(finding.hasPlace() ? " at byte " + finding.offset() + ": " : ": ");
            Wording.sentence(text, finding);
            if (finding.reaction().isMust() && offender != null) {
                text.add("; the ").add(offender.peer().toString()).add(" has to close the connection for it");
            }
            add(About.RULE, text.add('.').toString(), breach.proof);
        }
        if (it.moreBreaches > 0) {
            add(About.RULE, it.moreBreaches + " further findings: 'mqttlab lint' names them all.", new Proof());
        }
    }

    private void keepAlive() {
        long limit = it.keepAlive * SECOND * 3 / 2;
        boolean isTelling = it.nanos() >= it.keepAlive * SECOND || it.silence >= limit / 3;
        if (limit == 0 || it.silence < 0 || !isTelling) {
            return;
        }
        String longest = "The client's longest silence was " + Span.text(it.silence) + "; its Keep Alive of "
                + it.keepAlive + " s allows " + Span.text(limit);
        String text = it.silence > limit
                ? longest + ": the server may take it for dead."
                : longest + ", which leaves " + Span.text(limit - it.silence) + ".";
        add(About.KEEP_ALIVE, text, Proof.of(it.silenceFrom, it.silenceTo));
    }

    private void stalls(Case.Side side, Party sender) {
        if (side.stalls == 0) {
            return;
        }
        String text = "The " + sender + " had as many messages under way as the " + sender.peer()
                + "'s Receive Maximum of " + side.maximum + " allows " + times(side.stalls) + ", for "
                + Span.text(side.stalledNanos) + " in all; the longest time, "
                + Span.text(side.longestStall)
                + (side.stallTo < 0 ? ", had no end." : ", ended with an acknowledgement.");
        add(About.RECEIVE_MAXIMUM, text, Proof.of(side.stallFrom, side.stallTo));
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    private void identifiers() {
        if (it.reused.count() > 0) {
            String text =
                    "A packet identifier was used again while it was still in use, the first time " + it.reusedId + ".";
            add(About.PACKET_ID, text, it.reused);
        }
    }

    private void unanswered() {
        boolean isOver = it.ended != null && it.ended.how() != End.SILENCE;
        for (Map.Entry<PacketType, Proof> each : it.unanswered.entrySet()) {
            long count = each.getValue().count();
            String text = count + " " + each.getKey() + (count == 1 ? " was" : " were") + " never answered"
                    + (isOver ? "." : " before the capture ended.");
            add(About.UNANSWERED, text, each.getValue());
        }
    }

    private void retained() {
        long retained = it.retained.count();
        if (retained == 0) {
            return;
        }
        String text = retained + " of " + (retained + it.live.count()) + " messages to the client"
                + (retained == 1 ? " was" : " were") + " retained, kept from before it subscribed"
                + (it.isRetainAsPublished ? " or, as it asked for Retain As Published, live" : "") + ".";
        add(About.RETAINED, text, Proof.of(it.retained.first(), it.live.first()));
    }
}
