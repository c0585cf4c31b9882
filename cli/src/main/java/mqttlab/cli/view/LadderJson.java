package mqttlab.cli.view;

import java.util.HashSet;
import java.util.Set;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.Watched;
import mqttlab.cli.text.Json;
import mqttlab.conversation.Ended;
import mqttlab.conversation.Observer;
import mqttlab.finding.Party;
import mqttlab.packet.PacketType;

/// The arrows of a ladder as objects. docs/json.md describes them.
final class LadderJson extends StoryJson {

    private final ArrowLabel labels = new ArrowLabel();
    private final Set<Integer> told = new HashSet<>();

    LadderJson(Account.Stage stage, ClientChoice choice) {
        super(stage, choice);
    }

    @Override
    boolean isTold(Seen seen) {
        told.add(seen.stream().number());
        return true;
    }

    @Override
    void members(Json json, Seen seen) {
        boolean isUp = seen.sender() == Math.max(0, seen.client());
        String client = client(seen.stream(), seen.client(), seen.connection().clientId());
        String server = Places.end(seen.stream(), 1 - Math.max(0, seen.client()));
        json.member("from", isUp ? client : server).member("to", isUp ? server : client);
        PacketType type = seen.trace().type();
        json.member("type", type == null ? "Reserved" : type.name());
        json.member("label", labels.of(seen, Integer.MAX_VALUE).toString());
        if (!seen.findings().isEmpty()) {
            json.member("findings", seen.findings().size());
        }
    }

    @Override
    public void event(StreamEvent event) {
        if (!(event instanceof StreamEvent.Closed closed)
                || !told.remove(event.stream().number())) {
            return;
        }
        Observer observer = closed.stream().attachment() instanceof Watched watched ? watched.observer() : null;
        Ended ended = observer == null ? null : observer.ended();
        Party by = ended == null ? null : ended.by();
        if (observer == null || ended == null || by == null) {
            return;
        }
        int end = closed.stream().client();
        String client = client(closed.stream(), end, observer.clientId());
        String server = Places.end(closed.stream(), 1 - Math.max(0, end));
        json().object();
        time(ended.time());
        json().member("stream", closed.stream().number());
        json().member("from", by == Party.CLIENT ? client : server);
        json().member("to", by == Party.CLIENT ? server : client);
        json().member("event", ended.how().name());
        endObject();
    }
}
