package mqttlab.cli.view;

import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.capture.mqtt.MqttStream;
import mqttlab.cli.dissection.PacketId;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.Watched;
import mqttlab.cli.report.DiagnosisJson;
import mqttlab.cli.report.DiagnosisText;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;
import mqttlab.conversation.Forwarding;
import mqttlab.conversation.Listener;
import mqttlab.conversation.Observer;
import mqttlab.diagnosis.Case;
import mqttlab.diagnosis.Diagnosis;
import mqttlab.finding.Finding;

/// Shows no packets, but what can be said of their connections when all were seen: of each that has a packet which
/// passes the filter, also by what is noticed of it later.
final class DiagnoseView implements View {

    private final Page page;
    private final boolean isJson;
    private final Diagnosis diagnosis = new Diagnosis();
    private final Map<String, Forwarding> servers = new LinkedHashMap<>();

    DiagnoseView(Page page, boolean isJson) {
        this.page = page;
        this.isJson = isJson;
    }

    @Override
    public Listener listener(MqttStream stream, int client) {
        int end = Math.max(0, client);
        return diagnosis.open(
                stream.number(), Places.server(stream, client), Places.host(stream, end), stream.port(end));
    }

    @Override
    public void packet(Seen seen) {
        want(seen.connection());
    }

    @Override
    public void finding(Watched connection, Finding finding) {
        want(connection);
    }

    private void want(Watched connection) {
        Case known = diagnosis.find(connection.stream().number());
        if (known == null || known.isWanted()) {
            return;
        }
        known.want();
        Observer observer = connection.observer();
        Forwarding forwarding = observer == null ? null : observer.forwarding();
        if (forwarding != null) {
            servers.put(forwarding.server(), forwarding);
        }
    }

    @Override
    public void end() {
        if (isJson) {
            Json json = new Json(page);
            new DiagnosisJson(json, PacketId::frame).print(diagnosis, servers.values());
            json.endLine();
        } else {
            new DiagnosisText(page, PacketId::frame).print(diagnosis, servers.values());
        }
    }
}
