package mqttlab.cli.broker;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Message;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;
import mqttlab.dissector.Paint;
import mqttlab.packet.Packet;
import mqttlab.packet.PubAck;
import mqttlab.packet.PubComp;
import mqttlab.packet.PubRec;
import mqttlab.packet.PubRel;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// A JSON object, with the time in UTC, and what happened as the member `event`.
final class JsonForm implements EventForm {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter().withZone(ZoneOffset.UTC);

    /// A line under construction.
    private static final class Line {
        private final TextBuffer text = new TextBuffer(256);
        private final Json json =
                new Json(new Page((bytes, at, count) -> text.addAll(bytes, at, at + count), Paint.PLAIN, 0));

        Line(String event) {
            json.object().member("time", TIME.format(Instant.now())).member("event", event);
        }

        Line with(String name, String value) {
            json.member(name, value);
            return this;
        }

        Line with(String name, long value) {
            json.member(name, value);
            return this;
        }

        Line with(String name, boolean value) {
            json.name(name).raw(new TextBuffer(5).add(String.valueOf(value)));
            return this;
        }

        Line with(String name, List<String> values) {
            json.name(name).array();
            values.forEach(json::text);
            json.endArray();
            return this;
        }

        /// Leaves out what is not there.
        Line withKnown(String name, @Nullable String value) {
            return value == null ? this : with(name, value);
        }

        Line with(Message it) {
            return with("topic", it.topic())
                    .with("qos", it.qos())
                    .with("retain", it.retain())
                    .with("bytes", it.payload().length());
        }

        String end() {
            json.endObject().endLine();
            return text.toString().stripTrailing();
        }
    }

    @Override
    public String event(BrokerEvent event) {
        // @formatter:off
        Line line = switch (event) {
            case BrokerEvent.Opened it -> new Line("opened")
                    .with("peer", it.peer()).with("listener", it.listener());
            case BrokerEvent.Connected it -> new Line("connected")
                    .with("client_id", it.clientId()).with("peer", it.peer()).withKnown("user", it.user())
                    .with("version", it.version().number()).with("clean_start", it.cleanStart())
                    .with("resumed", it.resumed()).with("keep_alive", it.keepAlive())
                    .with("session_expiry", it.sessionExpiry()).with("waiting", it.waiting());
            case BrokerEvent.Refused it -> new Line("refused")
                    .with("client_id", it.clientId()).with("peer", it.peer())
                    .with("reason_code", it.reasonCode()).with("why", it.why());
            case BrokerEvent.Subscribed it -> new Line("subscribed")
                    .with("client_id", it.clientId()).with("filter", it.filter())
                    .with("reason_code", it.code()).with("retained", it.retained()).withKnown("why", it.why());
            case BrokerEvent.Unsubscribed it -> new Line("unsubscribed")
                    .with("client_id", it.clientId()).with("filter", it.filter()).with("existed", it.existed());
            case BrokerEvent.Published it -> new Line("published")
                    .with("client_id", it.message().publisher()).with(it.message())
                    .with("clients", it.clients()).with("filters", it.filters()).withKnown("why", it.why());
            case BrokerEvent.Rejected it -> new Line("rejected")
                    .with("client_id", it.message().publisher()).with(it.message())
                    .with("reason_code", it.reasonCode()).with("why", it.why());
            case BrokerEvent.Handshake it -> handshake(it);
            case BrokerEvent.Dropped it -> new Line("dropped")
                    .with("client_id", it.clientId()).with(it.message()).with("why", it.why());
            case BrokerEvent.Throttled it -> new Line("throttled")
                    .with("client_id", it.clientId()).with("paused", it.paused()).with("why", it.why());
            case BrokerEvent.Disconnected it -> disconnected(it);
            case BrokerEvent.SessionEnded it -> new Line("session_ended")
                    .with("client_id", it.clientId()).with("why", it.why());
            case BrokerEvent.Trouble it -> new Line("trouble").with("why", it.what());
        };
        // @formatter:on
        return line.end();
    }

    private static Line handshake(BrokerEvent.Handshake it) {
        Line line = new Line("handshake")
                .with("client_id", it.clientId())
                .with("sent", it.sent())
                .with("packet", it.packet().type().toString());
        Packet packet = it.packet();
        return switch (packet) {
            case PubAck ack -> acknowledgement(line, ack.packetId(), ack.reasonCode());
            case PubRec ack -> acknowledgement(line, ack.packetId(), ack.reasonCode());
            case PubRel ack -> acknowledgement(line, ack.packetId(), ack.reasonCode());
            case PubComp ack -> acknowledgement(line, ack.packetId(), ack.reasonCode());
            default -> line;
        };
    }

    private static Line acknowledgement(Line line, int packetId, int reasonCode) {
        return line.with("packet_id", packetId).with("reason_code", reasonCode);
    }

    private static Line disconnected(BrokerEvent.Disconnected it) {
        Line line = new Line("disconnected")
                .with("client_id", it.clientId())
                .with("peer", it.peer())
                .with("by_client", it.byClient());
        if (it.reasonCode() >= 0) {
            line.with("reason_code", it.reasonCode());
        }
        return line.with("why", it.why()).with("kept", it.kept());
    }

    @Override
    public String started(List<String> uris, @Nullable String http) {
        return new Line("started")
                .with("listeners", uris)
                .withKnown("http", http)
                .end();
    }

    @Override
    public String leftOut(long lines) {
        return new Line("left_out").with("lines", lines).end();
    }
}
