package mqttlab.cli.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.cli.dissection.Arrivals;
import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.TappedConnections;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Direction;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Packet;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.PubAck;
import mqttlab.packet.Publish;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// A lesson, and the wire that it watches: bytes as clients and servers send them, in frames as a journal has them.
final class Play {

    static final int BROKER = 1883;
    static final int RELAY = 1884;
    static final int SECURE = 8883;

    private final Lesson lesson;
    private final Arrivals arrivals;
    private final MqttExtractor extractor;
    private final TappedConnections connections = new TappedConnections(this::frame);
    private final List<Lesson.Remark> remarks = new ArrayList<>();
    private final Set<String> hints = new LinkedHashSet<>();
    private int opened;
    private int frames;

    Play(int stage) {
        lesson = new Lesson(Stages.all().get(stage - 1), port -> port == SECURE);
        arrivals = new Arrivals(Dissection.live(
                null, null, Dissection.Depth.BEHIND, seen -> remarks.addAll(lesson.see(Sight.of(seen)))));
        extractor = new MqttExtractor(PortRules.everywhere(), MqttLimits.USUAL, arrivals);
    }

    private void frame(CapturedFrame frame) {
        frames++;
        arrivals.frame(frame);
        extractor.accept(frame);
    }

    Lesson lesson() {
        return lesson;
    }

    /// How many frames went by.
    int frames() {
        return frames;
    }

    /// The hints that were given so far, by name.
    Set<String> hints() {
        return hints;
    }

    /// The next remark says that this step is done, proved by these frames; those in front of it are hints.
    Play done(String step, Integer... proofs) {
        while (!remarks.isEmpty() && !remarks.getFirst().isDone()) {
            remarks.removeFirst();
        }
        assertFalse(remarks.isEmpty(), step + " is not done");
        String text = remarks.removeFirst().text();
        assertTrue(text.startsWith(lesson.text().step(step).done()), step + ": " + text);
        List<String> numbers = List.of(proofs).stream().map(String::valueOf).toList();
        String told = (proofs.length == 1 ? " (frame " : " (frames ") + String.join(", ", numbers) + ")";
        assertTrue(text.endsWith(told), "expected" + told + " but was " + text);
        return this;
    }

    /// The next remark is this hint, and the step is not done.
    Play near(String step, String hint) {
        assertFalse(remarks.isEmpty(), "no hint " + hint);
        Lesson.Remark remark = remarks.removeFirst();
        assertFalse(remark.isDone(), remark.text());
        String template = String.valueOf(lesson.text().step(step).hints().get(hint));
        String begin = template.contains("{") ? template.substring(0, template.indexOf('{')) : template;
        assertTrue(remark.text().startsWith(begin), hint + ": " + remark.text());
        assertFalse(remark.text().contains("{0}") || remark.text().contains("{1}"), remark.text());
        assertEquals(lesson.text().step(step), lesson.current());
        hints.add(step + "." + hint);
        return this;
    }

    /// Nothing was said.
    Play silent() {
        assertEquals(List.of(), remarks);
        return this;
    }

    /// A client with this identifier connects, with MQTT 5.0, anew, and without a session that lasts.
    Client client(String id) {
        return open(BROKER).connect(id, false, true, null, false);
    }

    Client open(int port) {
        return open(port, Version.V5);
    }

    Client open(int port, Version version) {
        return new Client(++opened, port, version);
    }

    /// A connection, both of its ends.
    final class Client {

        private final long number;
        private final Version version;
        private int lastId;

        private Client(long number, int port, Version version) {
            this.number = number;
            this.version = version;
            InetAddress here = InetAddress.getLoopbackAddress();
            int ephemeral = 40_000 + (int) number;
            connections.opened(
                    number,
                    0,
                    new InetSocketAddress(here, ephemeral),
                    new InetSocketAddress(here, port),
                    number * 1_000_000_000L);
        }

        Client send(Packet packet) {
            return say(Direction.CLIENT_TO_SERVER, packet);
        }

        Client receive(Packet packet) {
            return say(Direction.SERVER_TO_CLIENT, packet);
        }

        private Client say(Direction direction, Packet packet) {
            byte[] bytes = Codec.write(packet, version);
            connections.bytes(number, direction, bytes, 0, bytes.length, frames * 1_000_000L);
            return this;
        }

        Client connect(String id, boolean isKept, boolean isClean, @Nullable Will will, boolean isPresent) {
            return asks(id, isKept, isClean, will).receive(new ConnAck(isPresent, 0, Properties.NONE));
        }

        /// Sends CONNECT alone.
        Client asks(String id, boolean isKept, boolean isClean, @Nullable Will will) {
            Property expiry = new Property.Numeric(PropertyId.SESSION_EXPIRY_INTERVAL, 300);
            Properties properties = isKept && version == Version.V5 ? Properties.of(expiry) : Properties.NONE;
            return send(new Connect(version, false, id, isClean, 60, properties, will, null, null));
        }

        Client subscribe(String filter, int qos) {
            int id = ++lastId;
            send(new Subscribe(id, Properties.NONE, List.of(new Subscribe.Request(filter, qos))));
            return receive(new SubAck(id, Properties.NONE, List.of(qos)));
        }

        Client refused(String filter) {
            int id = ++lastId;
            send(new Subscribe(id, Properties.NONE, List.of(new Subscribe.Request(filter, 0))));
            return receive(new SubAck(id, Properties.NONE, List.of(0x87)));
        }

        Client publish(String topic, String payload) {
            return publish(topic, payload, 0, false);
        }

        Client publish(String topic, String payload, int qos, boolean retain) {
            return send(message(topic, payload, qos, retain));
        }

        /// The server delivers.
        Client get(String topic, String payload) {
            return get(topic, payload, 0, false);
        }

        Client get(String topic, String payload, int qos, boolean retain) {
            return receive(message(topic, payload, qos, retain));
        }

        private Publish message(String topic, String payload, int qos, boolean retain) {
            int id = qos == 0 ? 0 : 7;
            return new Publish(topic, qos, false, retain, id, Properties.NONE, Bytes.utf8(payload));
        }

        Client sendAck() {
            return send(new PubAck(7));
        }

        Client leave() {
            send(new Disconnect(0, Properties.NONE));
            connections.closed(number, Direction.CLIENT_TO_SERVER, frames * 1_000_000L);
            return this;
        }

        /// The server ends the connection.
        Client ended(int reasonCode) {
            receive(new Disconnect(reasonCode, Properties.NONE));
            connections.closed(number, Direction.SERVER_TO_CLIENT, frames * 1_000_000L);
            return this;
        }
    }
}
