package mqttlab.junit;

import java.util.List;
import mqttlab.broker.BrokerBuilder;

/// A broker that writes down what is said, to be asked by a test.
///
/// It listens on a free port of 127.0.0.1, lets everybody in and keeps nothing, unless it was built otherwise.
public final class Broker implements AutoCloseable {

    private final Journal journal;
    private final Claims claims = new Claims();
    private final mqttlab.broker.Broker broker;

    private Broker(Journal journal, mqttlab.broker.Broker broker) {
        this.journal = journal;
        this.broker = broker;
    }

    /// Starts one without the help of [MqttLab]: to be closed by the test.
    public static Broker start() {
        return start(mqttlab.broker.Broker.builder());
    }

    /// Starts one that is built as the test wants. Its tap is replaced.
    public static Broker start(BrokerBuilder builder) {
        Journal journal = new Journal();
        return new Broker(journal, builder.tap(journal).start());
    }

    /// The port of its first listener.
    public int port() {
        return broker.port();
    }

    /// Where its first listener is: "mqtt://127.0.0.1:40123".
    public String uri() {
        return broker.uri();
    }

    /// Where its listeners are.
    public List<String> uris() {
        return broker.uris();
    }

    /// A client by its Client Identifier, whether it has connected or not: all its connections to this broker.
    public Client client(String clientId) {
        return new Client(clientId, journal, claims);
    }

    /// Publishes a message at QoS 1, and returns when the broker has taken it. A client without a name does it,
    /// which is in the ladder like the others. The broker's first listener must be `mqtt://` and let it in.
    public void publish(String topic, String payload) {
        Publisher.publish(broker.port(), topic, payload);
    }

    /// What was said so far, a line each, the oldest first; of very much only the end.
    public String ladder() {
        return journal.ladder(null);
    }

    Claims claims() {
        return claims;
    }

    @Override
    public void close() {
        broker.close();
    }
}
