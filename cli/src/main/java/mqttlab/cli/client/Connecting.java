package mqttlab.cli.client;

import java.time.Duration;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.cli.connect.Diagnoses;
import mqttlab.cli.connect.Diagnosis;
import mqttlab.cli.connect.Look;
import mqttlab.cli.connect.Report;
import mqttlab.client.Message;
import mqttlab.client.MqttClientBuilder;
import mqttlab.client.MqttException;
import mqttlab.client.PacketEvent;
import mqttlab.client.transport.Step;
import org.jspecify.annotations.Nullable;

/// Asks for a sign of life, and stays if that is wanted.
final class Connecting implements Speech, Observer {

    private final Report report;
    private final @Nullable Look look;
    private final Duration timeout;
    private final boolean stays;

    Connecting(Report report, @Nullable Look look, Duration timeout, boolean stays) {
        this.report = report;
        this.look = look;
        this.timeout = timeout;
        this.stays = stays;
    }

    @Override
    public Observer observer() {
        return this;
    }

    @Override
    public void prepare(MqttClientBuilder builder) {
        builder.connectTimeout(timeout);
    }

    @Override
    public int interrupted() {
        return stays ? Status.OK : Statuses.INTERRUPTED;
    }

    @Override
    public int speak(Talk talk) {
        try {
            report.answered(talk.end.await(talk.client.pingAsync()));
        } catch (MqttException e) {
            if (e.failure() == mqttlab.client.Failure.NOT_CONNECTED) {
                // The server has gone since: why, is told in a moment.
                return talk.end.await();
            }
            throw e;
        }
        return stays ? talk.end.await() : Status.OK;
    }

    /// The report shows the packet.
    @Override
    public boolean received(Talk talk, Message message) {
        return true;
    }

    @Override
    public void step(Step step) {
        report.step(step);
    }

    @Override
    public void packet(PacketEvent event) {
        report.packet(event);
    }

    @Override
    public Failure failure(MqttException e) {
        int status = Statuses.of(e);
        Diagnosis found = Diagnoses.of(e, report.stage(), report.heard(), look);
        report.failed(found, status);
        return new Failure(status, found.text());
    }
}
