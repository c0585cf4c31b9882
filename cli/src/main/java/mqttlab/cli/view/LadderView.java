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
                client(seen.stream(), seen.client(), seen.connection().clientId()),
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

    /// The lane of the client, under the name that is known now.
    ///
    /// @param end that is the client, or -1
    private Ladder.Party client(MqttStream stream, int end, String id) {
        Ladder.Party known = clients.get(stream.number());
        Ladder.Party server = server(stream, end);
        String owner = id.isEmpty() ? Places.end(stream, clientEnd(end)) : '"' + id + "\" " + server.owner();
        if (known != null && known.owner().equals(owner)) {
            return known;
        }
        String name = id.isEmpty() ? owner : new TextBuffer(64).escaped(id).toString();
        Ladder.Party client = new Ladder.Party(owner, name);
        if (known == null) {
            ladder.opened(client, server);
        } else if (known.owner().equals(server.owner())) {
            // The other end was taken for the client.
            ladder.closed(known);
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
        if (!clients.containsKey(event.stream().number())) {
            return;
        }
        switch (event) {
            case StreamEvent.Finished it
            when it.stream().attachment() instanceof Watched watched ->
                over(watched, it.sender(), watched.finishedAt(), "FIN");
            case StreamEvent.Closed it when it.stream().attachment() instanceof Watched watched -> closed(watched, it);
            default -> {
                text.clear();
                if (Places.event(text, event)) {
                    paragraph.print("      -- ", text.toString(), Paragraph.Ink.PLAIN);
                }
            }
        }
    }

    private void closed(Watched connection, StreamEvent.Closed closed) {
        Observer observer = connection.observer();
        Ended ended = observer == null ? null : observer.ended();
        boolean isReset = ended != null && closed.ending() == Ending.RESET && closed.by() >= 0;
        if (ended != null && isReset) {
            over(connection, closed.by(), ended.time(), "RST");
        } else {
            forget(closed.stream());
        }
    }

    /// One end is the first to close or break off the connection.
    private void over(Watched connection, int by, long time, String how) {
        MqttStream stream = connection.stream();
        int end = stream.client();
        pause(time);
        before.clear();
        before.spaces(6);
        times.print(before, time, first, last, last);
        before.spaces(margin - before.size());
        text.clear();
        text.add(how);
        Ladder.Party client = client(stream, end, connection.clientId());
        ladder.arrow(before, client, server(stream, end), by == clientEnd(end), Ladder.Line.FAINT, text, "");
        forget(stream);
    }

    private void forget(MqttStream stream) {
        Ladder.Party client = clients.remove(stream.number());
        if (client != null) {
            ladder.closed(client);
        }
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
