package mqttlab.cli.view;

import mqttlab.cli.dissection.Seen;
import mqttlab.cli.text.Json;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// The messages of a client as objects. docs/json.md describes them.
final class FollowJson extends StoryJson {

    private final PlainPayload plain = new PlainPayload();
    private final @Nullable PayloadReader payloads;

    FollowJson(Account.Stage stage, ClientChoice choice) {
        super(stage, choice);
        payloads = stage.payloads();
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
        json.member("topic", PlainPayload.topic(seen.trace(), it));
        json.member("qos", it.qos());
        if (it.qos() > 0) {
            json.member("id", it.packetId());
        }
        json.member("dup", it.dup() ? 1 : 0).member("retain", it.retain() ? 1 : 0);
        json.member("length", it.payload().length());
        plain.members(json, it);
        if (payloads != null) {
            payloads.read(seen.trace(), it);
            payloads.member(json);
        }
    }

    @Override
    void pass(Seen seen) {
        if (payloads != null) {
            payloads.learn(seen.trace(), seen.packet());
        }
    }
}
