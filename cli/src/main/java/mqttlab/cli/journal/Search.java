package mqttlab.cli.journal;

import java.util.function.Consumer;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.cli.dissection.Arrivals;
import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.Seen;

/// Reads frames as they come, and tells of the packets that a query finds. What was before the first packet that
/// counts is read too: it tells what conversations are about.
final class Search {

    private final Arrivals arrivals;
    private final MqttExtractor extractor;

    /// @param from the first packet that counts, as of [Seen#id]
    /// @param found is lent each packet
    Search(Query query, long from, Consumer<? super Seen> found) {
        arrivals = new Arrivals(Dissection.live(null, query.filter(), query.depth(), seen -> {
            if (seen.id() >= from) {
                found.accept(seen);
            }
        }));
        extractor = new MqttExtractor(PortRules.everywhere(), MqttLimits.USUAL, arrivals);
    }

    void accept(CapturedFrame frame) {
        arrivals.frame(frame);
        extractor.accept(frame);
    }
}
