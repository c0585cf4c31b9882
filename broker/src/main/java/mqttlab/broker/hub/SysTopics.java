package mqttlab.broker.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import mqttlab.broker.topic.TopicTree;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import org.jspecify.annotations.Nullable;

/// What the broker says of itself, at topics below `$SYS/`: mosquitto's names, and values as it writes them. 3.1.1 and
/// 5.0 section 4.7.2.
///
/// They are as retained messages of QoS 0, but neither kept in a store nor counted, and made only for somebody: a
/// client that subscribes gets them as they are, and from then on those that have changed, in intervals.
final class SysTopics {

    private static final String PREFIX = "$SYS/";
    private static final String BROKER = "$SYS/broker/";
    private static final int SECOND = 1000;

    private record Row(String name, ToLongFunction<Figures> value) {}

    // @formatter:off
    private static final List<Row> ROWS = List.of(
            new Row("clients/connected", Figures::connected),
            new Row("clients/disconnected", it -> it.sessions() - it.connected()),
            new Row("clients/total", Figures::sessions),
            new Row("subscriptions/count", Figures::subscriptions),
            new Row("retained messages/count", Figures::retained),
            new Row("messages/stored", it -> it.retained() + it.waiting()),
            new Row("messages/received", Figures::packetsReceived),
            new Row("messages/sent", Figures::packetsSent),
            new Row("bytes/received", Figures::bytesReceived),
            new Row("bytes/sent", Figures::bytesSent),
            new Row("publish/messages/received", Figures::messagesReceived),
            new Row("publish/messages/sent", Figures::messagesSent),
            new Row("publish/messages/dropped", Figures::messagesDropped));

    private static final List<Row> LOADS = List.of(
            new Row("load/sockets", Figures::connections),
            new Row("load/messages/received", Figures::packetsReceived),
            new Row("load/messages/sent", Figures::packetsSent),
            new Row("load/bytes/received", Figures::bytesReceived),
            new Row("load/bytes/sent", Figures::bytesSent),
            new Row("load/publish/received", Figures::messagesReceived),
            new Row("load/publish/sent", Figures::messagesSent),
            new Row("load/publish/dropped", Figures::messagesDropped));
    // @formatter:on

    private final Hub hub;
    private final Publishing publishing;
    private final List<Load> loads = LOADS.stream().map(it -> new Load()).toList();
    private final TopicTree<Message> tree = new TopicTree<>();
    private final Map<String, Message> told = new HashMap<>();

    /// In milliseconds; 0 for never.
    private long interval;
    private long lastTime;
    private long lastLook;

    SysTopics(Hub hub, Publishing publishing) {
        this.hub = hub;
        this.publishing = publishing;
    }

    /// Whether what is published there is the broker's own.
    static boolean has(String topic) {
        return topic.startsWith(PREFIX);
    }

    void start(int seconds) {
        interval = seconds * (long) SECOND;
        lastTime = hub.passed();
    }

    /// Looks whether it is time to tell. Called every second or so.
    void tick() {
        long passed = hub.passed() - lastTime;
        if (interval == 0 || passed < interval) {
            return;
        }
        lastTime = hub.passed();
        Figures figures = hub.figures();
        for (int i = 0; i < loads.size(); i++) {
            loads.get(i).update(LOADS.get(i).value.applyAsLong(figures), passed / (double) SECOND);
        }
        List<Message> wanted = new ArrayList<>();
        look(figures);
        tree.each(it -> {
            if (publishing.routes().has(it.topic())) {
                wanted.add(it);
            }
        });
        for (Message it : wanted) {
            if (told.put(it.topic(), it) != it) {
                publishing.tell(it);
            }
        }
    }

    /// What is said at a topic.
    @Nullable
    Message get(String topic) {
        return tree.get(topic);
    }

    /// The topics that a pattern matches, with messages not older than a second.
    List<String> find(String pattern) {
        List<String> found = new ArrayList<>();
        if (interval > 0 && pattern.startsWith("$")) {
            if (tree.size() == 0 || hub.passed() - lastLook >= SECOND) {
                look(hub.figures());
            }
            tree.match(pattern, it -> found.add(it.topic()));
        }
        return found;
    }

    private void look(Figures figures) {
        lastLook = hub.passed();
        put("version", "mqttlab version " + version());
        put("uptime", figures.uptime() + " seconds");
        for (Row row : ROWS) {
            put(row.name, Long.toString(row.value.applyAsLong(figures)));
        }
        for (int i = 0; i < LOADS.size(); i++) {
            for (int j = 0; j < Load.MINUTES.length; j++) {
                String name = LOADS.get(i).name + "/" + Load.MINUTES[j] + "min";
                put(name, String.format(Locale.ROOT, "%.2f", loads.get(i).average(j)));
            }
        }
    }

    private static String version() {
        String version = SysTopics.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /// A value that has not changed stays the same message.
    private void put(String name, String value) {
        String topic = BROKER + name;
        Message before = tree.get(topic);
        Bytes payload = Bytes.utf8(value);
        if (before == null || !before.payload().equals(payload)) {
            tree.put(topic, new Message("", topic, 0, true, Properties.NONE, Long.MAX_VALUE, payload));
        }
    }
}
