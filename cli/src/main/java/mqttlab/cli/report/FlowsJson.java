package mqttlab.cli.report;

import java.util.List;
import java.util.Locale;
import mqttlab.cli.dissection.Sighting;
import mqttlab.cli.text.Json;
import mqttlab.conversation.End;
import mqttlab.conversation.Ended;
import mqttlab.dissector.KnownVersion;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import org.jspecify.annotations.Nullable;

/// Connections as JSON. docs/json.md describes the form.
final class FlowsJson {

    private FlowsJson() {}

    static void print(Json json, List<Flow> flows) {
        json.array();
        for (Flow flow : flows) {
            json.object().member("stream", flow.stream);
            ClosedConnection connection = flow.closed();
            if (connection != null) {
                connection(json, connection);
            }
            for (Way way : Way.values()) {
                if (way != Way.UNKNOWN || flow.tally(way).packets > 0) {
                    json.name(way.json()).object();
                    flow.tally(way).members(json);
                    json.endObject();
                }
            }
            json.name("findings").object();
            for (Severity severity : Severity.values()) {
                json.member(severity.toString(), flow.findings(severity));
            }
            json.endObject();
            if (connection != null && connection.ended() != null) {
                end(json, connection, connection.ended(), flow.takenOverBy());
            }
            json.endObject();
        }
        json.endArray();
    }

    private static void connection(Json json, ClosedConnection connection) {
        json.member("client_id", connection.clientId());
        if (connection.isClientKnown()) {
            json.member("client", connection.client()).member("server", connection.server());
        } else {
            json.name("ends").array().text(connection.client()).text(connection.server());
            json.endArray();
        }
        json.member("version", connection.version().version().number());
        json.member("version_from", source(connection.version()));
        if (connection.keepAlive() >= 0) {
            json.member("keep_alive", connection.keepAlive());
        }
        if (connection.begin() != Sighting.NO_TIME && connection.end() != Sighting.NO_TIME) {
            json.name("time").seconds(connection.begin());
            json.name("duration").seconds(Math.max(0, connection.end() - connection.begin()));
        }
    }

    private static String source(KnownVersion version) {
        KnownVersion.Source source = version.source();
        return source == KnownVersion.Source.CONNECT
                ? source.name()
                : source.name().toLowerCase(Locale.ROOT);
    }

    private static void end(Json json, ClosedConnection connection, Ended ended, int takenOverBy) {
        boolean isOpen = ended.how() == End.SILENCE && connection.isOpen();
        json.name("end").object();
        json.member("how", isOpen ? "open" : ended.how().name().toLowerCase(Locale.ROOT));
        if (ended.by() != null) {
            json.member("by", ended.by().toString());
        }
        Party goodbye = ended.disconnectedBy();
        if (goodbye != null) {
            json.name("disconnect").object().member("by", goodbye.toString());
            code(json, ended.disconnectCode(), Partings.disconnect(ended.disconnectCode()));
            json.endObject();
        }
        if (ended.refusal() >= 0) {
            json.name("refused").object();
            code(json, ended.refusal(), Partings.refusal(connection.version().version(), ended.refusal()));
            json.endObject();
        }
        if (takenOverBy >= 0) {
            json.member("taken_over_by", takenOverBy);
        }
        json.endObject();
    }

    private static void code(Json json, int code, @Nullable String name) {
        json.member("code", code);
        if (name != null) {
            json.member("reason", name);
        }
    }
}
