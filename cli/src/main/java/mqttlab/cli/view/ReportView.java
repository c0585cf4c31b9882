package mqttlab.cli.view;

import mqttlab.capture.mqtt.MqttStream;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.capture.tcp.Ending;
import mqttlab.cli.dissection.Places;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.Watched;
import mqttlab.cli.report.ClosedConnection;
import mqttlab.cli.report.Survey;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;
import mqttlab.conversation.Ended;
import mqttlab.conversation.Observer;
import mqttlab.finding.Finding;

/// Shows no packets, but a report about all of them when they were seen.
final class ReportView implements View {

    private final Survey survey;
    private final Page page;
    private final boolean isJson;

    ReportView(Survey survey, Page page, boolean isJson) {
        this.survey = survey;
        this.page = page;
        this.isJson = isJson;
    }

    @Override
    public void packet(Seen seen) {
        survey.packet(seen);
    }

    @Override
    public void finding(Watched connection, Finding finding) {
        survey.finding(finding);
    }

    @Override
    public void takenOver(int stream, int by) {
        survey.takenOver(stream, by);
    }

    @Override
    public void event(StreamEvent event) {
        if (event instanceof StreamEvent.Closed closed && closed.stream().attachment() instanceof Watched watched) {
            survey.closed(describe(closed, watched));
        }
    }

    private static ClosedConnection describe(StreamEvent.Closed closed, Watched watched) {
        MqttStream stream = closed.stream();
        Observer observer = watched.observer();
        Ended ended = observer == null ? null : observer.ended();
        boolean isClosed = closed.ending() == Ending.FINISHED || closed.ending() == Ending.RESET;
        int client = watched.client();
        return new ClosedConnection(
                stream.number(),
                watched.clientId(),
                Places.end(stream, Math.max(0, client)),
                Places.end(stream, 1 - Math.max(0, client)),
                client >= 0,
                watched.conversation().version(),
                observer != null && observer.hasConnect() ? observer.keepAlive() : -1,
                watched.begin(),
                isClosed && ended != null ? ended.time() : watched.last(),
                ended,
                closed.ending() == Ending.CAPTURE_ENDS,
                watched.takenOverBy());
    }

    @Override
    public void end() {
        if (isJson) {
            Json json = new Json(page);
            survey.print(json);
            json.endLine();
        } else {
            survey.print(page);
        }
    }
}
