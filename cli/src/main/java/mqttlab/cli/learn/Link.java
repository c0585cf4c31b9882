package mqttlab.cli.learn;

import java.util.ArrayList;
import java.util.List;
import mqttlab.conversation.TopicFilter;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Unsubscribe;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// A connection, as far as it was seen.
final class Link {

    /// A topic filter that the client asked for.
    ///
    /// @param frame of the SUBSCRIBE
    record Asked(int packetId, Subscribe.Request request, long frame) {}

    private final int stream;
    private final int port;
    private String client = "";
    private Version version = Version.V5;
    private @Nullable Connect connect;
    private @Nullable ConnAck welcome;
    private long frame;
    private long welcomeFrame;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Asked> granted = new ArrayList<>();

    Link(int stream, int port) {
        this.stream = stream;
        this.port = port;
    }

    void see(Sight sight) {
        client = sight.client().isEmpty() ? client : sight.client();
        version = sight.version();
        switch (sight.packet()) {
            case Connect it -> {
                connect = it;
                frame = sight.frame();
                client = it.clientId().isEmpty() ? client : it.clientId();
            }
            case ConnAck it -> {
                welcome = it;
                welcomeFrame = sight.frame();
            }
            case Subscribe it ->
                it.requests().forEach(request -> asked.add(new Asked(it.packetId(), request, sight.frame())));
            case SubAck it -> grant(it);
            case Unsubscribe it ->
                granted.removeIf(each -> it.filters().contains(each.request().filter()));
            case null, default -> {}
        }
    }

    private void grant(SubAck answer) {
        int index = 0;
        for (Asked each : List.copyOf(asked)) {
            if (each.packetId() == answer.packetId()) {
                boolean isGranted =
                        index < answer.codes().size() && answer.codes().get(index) < 0x80;
                index++;
                asked.remove(each);
                if (isGranted) {
                    granted.removeIf(
                            old -> old.request().filter().equals(each.request().filter()));
                    granted.add(each);
                }
            }
        }
    }

    int stream() {
        return stream;
    }

    /// That of the server.
    int port() {
        return port;
    }

    /// The client's identifier, or "" where none is known.
    String client() {
        return client;
    }

    Version version() {
        return version;
    }

    @Nullable
    Connect connect() {
        return connect;
    }

    @Nullable
    ConnAck welcome() {
        return welcome;
    }

    /// The frame of the CONNECT, or 0.
    long frame() {
        return frame;
    }

    /// The frame of the CONNACK, or 0.
    long welcomeFrame() {
        return welcomeFrame;
    }

    /// The subscriptions that were made on this connection and granted.
    List<Asked> granted() {
        return granted;
    }

    /// One of them that matches, or null.
    @Nullable
    Asked matching(String topic) {
        for (Asked each : granted) {
            if (TopicFilter.matches(each.request().filter(), topic, version == Version.V5)) {
                return each;
            }
        }
        return null;
    }

    /// Whether the client asked the server to keep its session when the connection ends.
    boolean isKept() {
        if (connect == null) {
            return false;
        }
        return connect.version() == Version.V5
                ? connect.properties().find(PropertyId.SESSION_EXPIRY_INTERVAL) instanceof Property.Numeric it
                        && it.value() > 0
                : !connect.cleanStart();
    }
}
