package mqttlab.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mqttlab.conversation.Forwarding;
import mqttlab.conversation.ForwardingTally;
import mqttlab.packet.Show;

/// What a server made of the messages it got, in sentences.
public final class Broker {

    private static final int MOST_TOPICS = 10;

    private Broker() {}

    /// Nothing where no message that came in went out again.
    public static List<Sentence> sentences(Forwarding of) {
        List<Sentence> sentences = new ArrayList<>();
        ForwardingTally all = of.all();
        if (all.copies() + all.retained() == 0) {
            return sentences;
        }
        String text = "The server " + of.server() + " got " + messages(all.messages()) + " and passed " + all.passedOn()
                + " of them on";
        if (all.copies() > 0) {
            text += " as " + copies(all.copies()) + ", at most " + all.mostCopies() + " of one message; " + delays(all);
        }
        sentences.add(
                Sentence.of(About.FORWARDING, text + ".", Proof.of(all.mostCopied(), all.worstFrom(), all.worstTo())));
        if (all.lowered() > 0) {
            sentences.add(Sentence.of(
                    About.FORWARDING,
                    copies(all.lowered()) + " went out with a lower QoS than the message had.",
                    Proof.of(all.firstLowered())));
        }
        if (all.retained() > 0) {
            sentences.add(Sentence.of(
                    About.FORWARDING,
                    copies(all.retained()) + " went out as retained messages, which were kept from before.",
                    new Proof()));
        }
        topics(sentences, of);
        return sentences;
    }

    private static void topics(List<Sentence> sentences, Forwarding of) {
        List<ForwardingTally> topics = of.topics();
        topics.removeIf(topic -> topic.copies() == 0);
        if (topics.size() < 2) {
            return;
        }
        topics.sort(Comparator.comparingLong(ForwardingTally::worstNanos).reversed());
        for (ForwardingTally topic : topics.subList(0, Math.min(MOST_TOPICS, topics.size()))) {
            String text = "\"" + Show.escaped(topic.topic()) + "\": " + messages(topic.messages()) + ", "
                    + copies(topic.copies()) + "; " + delays(topic) + ".";
            sentences.add(Sentence.of(About.FORWARDING, text, Proof.of(topic.worstFrom(), topic.worstTo())));
        }
    }

    private static String delays(ForwardingTally of) {
        String mean = "it took " + Span.text(of.meanNanos());
        return of.copies() == 1 ? mean : mean + " on average, " + Span.text(of.worstNanos()) + " at worst";
    }

    private static String messages(long count) {
        return count + (count == 1 ? " message" : " messages");
    }

    private static String copies(long count) {
        return count + (count == 1 ? " copy" : " copies");
    }
}
