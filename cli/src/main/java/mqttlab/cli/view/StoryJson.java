package mqttlab.cli.view;

import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.text.Json;

/// Some packets as JSON objects, an object for each: what they have in common, in whatever story.
abstract class StoryJson implements View {

    private final Streams streams;
    private final Json json;
    private final boolean isArray;
    private final ClientChoice choice;

    StoryJson(Account.Stage stage, ClientChoice choice) {
        this.streams = stage.streams();
        this.json = new Json(stage.page());
        this.isArray = stage.isArray();
        this.choice = choice;
    }

    @Override
    public final void begin() {
        if (isArray) {
            json.array();
        }
    }

    @Override
    public final void packet(Seen seen) {
        if (choice.includes(seen.connection()) && isTold(seen)) {
            json.object();
            place(seen);
            members(json, seen);
            links(seen);
            endObject();
        } else {
            pass(seen);
        }
    }

    @Override
    public final void hidden(Seen seen) {
        pass(seen);
    }

    /// Takes note of a packet that does not belong to the story.
    void pass(Seen seen) {}

    private void place(Seen seen) {
        json.member("frame", seen.segment().frame().number());
        time(seen.segment().frame().time());
        json.member("stream", seen.stream().number());
    }

    /// Writes the member, where there is one.
    void time(long time) {
        if (time != CapturedFrame.NO_TIME) {
            json.name("time").seconds(time);
        }
    }

    private void links(Seen seen) {
        link("answers", seen.request(), seen.requestNanos());
        link("forwards", seen.forwarded(), seen.forwardingNanos());
        if (seen.original() != Seen.NONE) {
            json.name("repeats").object().member("frame", PacketId.frame(seen.original()));
            json.endObject();
        }
    }

    private void link(String name, long packet, long nanos) {
        if (packet != Seen.NONE) {
            json.name(name).object().member("frame", PacketId.frame(packet));
            json.name("after").seconds(nanos).endObject();
        }
    }

    Json json() {
        return json;
    }

    void endObject() {
        json.endObject();
        if (!isArray) {
            json.endLine();
        }
    }

    /// Whether it belongs to the story.
    abstract boolean isTold(Seen seen);

    /// Writes what the story tells of it.
    abstract void members(Json json, Seen seen);

    static String client(MqttStream stream, int client, String id) {
        return id.isEmpty() ? Places.end(stream, Math.max(0, client)) : id;
    }

    @Override
    public void flush() {
        streams.out().flush();
    }

    @Override
    public void end() {
        if (isArray) {
            json.endArray();
            json.endLine();
        }
        choice.check();
    }
}
