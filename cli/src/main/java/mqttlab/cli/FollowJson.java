package mqttlab.cli;

import mqttlab.cli.text.Json;
import mqttlab.packet.Publish;

/// The messages of a client as objects. docs/json.md describes them.
final class FollowJson extends StoryJson {

    private final PayloadText payloads = new PayloadText();

    FollowJson(Account.Stage stage, ClientChoice choice) {
        super(stage, choice);
    }

    @Override
    boolean isTold(Seen seen) {
        return seen.packet() instanceof Publish;
    }

    @Override
    void members(Json json, Seen seen) {
        if (!(seen.packet() instanceof Publish it)) {
            return;
        }
        json.member("direction", seen.sender() == Math.max(0, seen.client()) ? "sent" : "received");
        json.member("topic", PayloadText.topic(seen.trace(), it));
        json.member("qos", it.qos());
        if (it.qos() > 0) {
            json.member("id", it.packetId());
        }
        json.member("dup", it.dup() ? 1 : 0).member("retain", it.retain() ? 1 : 0);
        json.member("length", it.payload().length());
        payloads.members(json, it);
    }
}
