package mqttlab.cli.report;

import java.util.Collection;
import java.util.List;
import java.util.function.LongUnaryOperator;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Paragraph;
import mqttlab.conversation.Forwarding;
import mqttlab.diagnosis.About;
import mqttlab.diagnosis.Broker;
import mqttlab.diagnosis.Case;
import mqttlab.diagnosis.Diagnosis;
import mqttlab.diagnosis.Sentence;
import mqttlab.packet.TextBuffer;

/// A diagnosis as text: a paragraph for each connection, a line for each sentence, broken to the terminal.
public final class DiagnosisText {

    private final Page page;
    private final LongUnaryOperator frame;
    private final Paragraph paragraph;
    private final TextBuffer out = new TextBuffer();
    private boolean isFirst = true;

    /// @param frame which frame brought a packet
    public DiagnosisText(Page page, LongUnaryOperator frame) {
        this.page = page;
        this.paragraph = new Paragraph(page);
        this.frame = frame;
    }

    /// Prints all that can be said.
    ///
    /// @param servers what servers made of the messages they got
    public void print(Diagnosis diagnosis, Collection<Forwarding> servers) {
        for (Case each : diagnosis.cases()) {
            title(each);
            sentences(each.sentences());
        }
        if (isFirst) {
            page.line(out.add("No packets of MQTT to say anything about."));
        }
        if (diagnosis.dropped() > 0) {
            page.line(out.add("There were ").add(diagnosis.dropped()).add(" further connections."));
        }
        section("Clients", diagnosis.clients());
        for (Forwarding each : servers) {
            section("Forwarding", Broker.sentences(each));
        }
    }

    private void title(Case each) {
        out.clear();
        out.add("Stream ").add(each.stream()).add(": ");
        if (!each.clientId().isEmpty()) {
            out.add('"').escaped(each.clientId()).add("\", ");
        }
        out.add(each.client())
                .add(" → ")
                .add(each.server())
                .add(", ")
                .add(each.version().toString());
        heading(out.add(", ").add(each.duration()).toString());
    }

    private void section(String title, List<Sentence> sentences) {
        if (!sentences.isEmpty()) {
            heading(title);
            sentences(sentences);
        }
    }

    private void heading(String title) {
        if (!isFirst) {
            page.gap();
        }
        isFirst = false;
        paragraph.print("", title, Paragraph.Ink.BOLD);
    }

    private void sentences(List<Sentence> sentences) {
        for (Sentence sentence : sentences) {
            out.clear();
            out.add(sentence.text());
            frames(sentence);
            paragraph.print(
                    "  - ", out.toString(), sentence.about() == About.RULE ? Paragraph.Ink.RED : Paragraph.Ink.PLAIN);
        }
    }

    /// Before the last full stop: ` (frames 12, 15 and 3 more)`.
    private void frames(Sentence sentence) {
        if (sentence.packets().isEmpty()) {
            return;
        }
        out.truncate(out.size() - 1);
        int count = 0;
        long last = -1;
        TextBuffer numbers = new TextBuffer(64);
        for (long packet : sentence.packets()) {
            long number = frame.applyAsLong(packet);
            if (number != last) {
                numbers.add(count++ == 0 ? "" : ", ").add(number);
                last = number;
            }
        }
        out.add(count == 1 ? " (frame " : " (frames ").add(numbers);
        if (sentence.more() > 0) {
            out.add(" and ").add(sentence.more()).add(" more");
        }
        out.add(").");
    }
}
