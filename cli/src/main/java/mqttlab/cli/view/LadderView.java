package mqttlab.cli.view;

import java.util.HashMap;
import java.util.Map;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.capture.tcp.Ending;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.Watched;
import mqttlab.cli.report.Ladder;
import mqttlab.cli.text.Durations;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Paragraph;
import mqttlab.conversation.Ended;
import mqttlab.conversation.Observer;
import mqttlab.finding.Finding;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// Draws packets as arrows between clients and servers.
final class LadderView implements View {

    /// A pause this long is drawn.
    private static final long PAUSE = 1_000_000_000;

    private final Streams streams;
    private final Page page;
    private final TimeColumn times;
    private final ClientChoice choice;
    private final Ladder ladder;
    private final ArrowLabel labels = new ArrowLabel();
    private final FindingList findings;
    private final Paragraph paragraph;
    private final int margin;
    private final TextBuffer before = new TextBuffer(64);
    private final TextBuffer text = new TextBuffer();
    /// Of open connections, by number.
    private final Map<Integer, Ladder.Party> clients = new HashMap<>();
    private long first = CapturedFrame.NO_TIME;
    private long last = CapturedFrame.NO_TIME;

    LadderView(Account.Stage stage, ClientChoice choice) {
        streams = stage.streams();
        times = stage.times();
        this.choice = choice;
        page = stage.page();
        margin = 6 + times.width() + 2;
        ladder = new Ladder(page, margin);
        findings = new FindingList(page.paint());
        paragraph = new Paragraph(page);
    }

    @Override
    public void packet(Seen seen) {
        if (!choice.includes(seen.connection())) {
            return;
        }
        long time = seen.segment().frame().time();
        first = seen.firstTime();
        pause(time);
        before.clear();
        before.add(seen.segment().frame().number(), 5).add(' ');
        times.print(before, seen);
        before.spaces(margin - before.size());
        boolean isUp = seen.sender() == clientEnd(seen.client());
        Ladder.Line line = seen.original() == Seen.NONE ? Ladder.Line.PACKET : Ladder.Line.FAINT;
        ladder.arrow(
                before,
                client(seen),
                server(seen.stream(), seen.client()),
                isUp,
                line,
                labels.of(seen, ladder.labelWidth()),
                labels.end(seen));
        findings.count(seen.findings());
        for (Finding finding : seen.findings()) {
            text.clear();
            FindingList.line(text, finding);
            paragraph.print(FindingList.MARK, text.toString(), Paragraph.Ink.RED);
        }
    }

    private void pause(long time) {
        if (time == CapturedFrame.NO_TIME) {
            return;
        }
        if (last != CapturedFrame.NO_TIME && time - last >= PAUSE) {
            text.clear();
            Durations.add(text, time - last);
            ladder.pause(text.toString());
        }
        last = Math.max(time, last);
    }

    private static int clientEnd(int client) {
        return client < 0 ? 0 : client;
    }

    /// The lane of its client, under the name that is known now.
    private Ladder.Party client(Seen seen) {
        MqttStream stream = seen.stream();
        String id = seen.connection().clientId();
        Ladder.Party known = clients.get(stream.number());
        Ladder.Party server = server(stream, seen.client());
        String owner = id.isEmpty() ? Places.end(stream, clientEnd(seen.client())) : '"' + id + "\" " + server.owner();
        if (known != null && (id.isEmpty() || known.owner().equals(owner))) {
            return known;
        }
        String name = id.isEmpty() ? owner : new TextBuffer(64).escaped(id).toString();
        Ladder.Party client = new Ladder.Party(owner, name);
        if (known == null) {
            ladder.opened(client, server);
        } else {
            ladder.renamed(known, client);
        }
        clients.put(stream.number(), client);
        return client;
    }

    private static Ladder.Party server(MqttStream stream, int client) {
        String place = Places.end(stream, 1 - clientEnd(client));
        return new Ladder.Party(place, place);
    }

    @Override
    public void event(StreamEvent event) {
        Ladder.Party client = clients.get(event.stream().number());
        if (client == null) {
            return;
        }
        switch (event) {
            case StreamEvent.Finished it
            when it.stream().attachment() instanceof Watched watched ->
                over(client, it.stream(), it.sender(), watched.finishedAt(), "FIN");
            case StreamEvent.Closed it
            when it.stream().attachment() instanceof Watched watched -> closed(client, it, watched.observer());
            default -> {
                text.clear();
                if (Places.event(text, event)) {
                    paragraph.print("      -- ", text.toString(), Paragraph.Ink.PLAIN);
                }
            }
        }
    }

    private void closed(Ladder.Party client, StreamEvent.Closed closed, @Nullable Observer observer) {
        Ended ended = observer == null ? null : observer.ended();
        boolean isReset = ended != null && closed.ending() == Ending.RESET && closed.by() >= 0;
        if (ended != null && isReset) {
            over(client, closed.stream(), closed.by(), ended.time(), "RST");
        } else {
            clients.remove(closed.stream().number());
            ladder.closed(client);
        }
    }

    /// One end is the first to close or break off the connection.
    private void over(Ladder.Party client, MqttStream stream, int by, long time, String how) {
        pause(time);
        before.clear();
        before.spaces(6);
        times.print(before, time, first, last, last);
        before.spaces(margin - before.size());
        text.clear();
        text.add(how);
        boolean isUp = by == clientEnd(stream.client());
        ladder.arrow(before, client, server(stream, stream.client()), isUp, Ladder.Line.FAINT, text, "");
        ladder.closed(client);
        clients.remove(stream.number());
    }

    @Override
    public void finding(Watched connection, Finding finding) {
        if (choice.includes(connection)) {
            findings.add(finding);
        }
    }

    @Override
    public void flush() {
        streams.out().flush();
    }

    @Override
    public void end() {
        findings.print(page);
        choice.check();
    }
}
