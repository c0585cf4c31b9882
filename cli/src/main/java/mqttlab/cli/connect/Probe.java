package mqttlab.cli.connect;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import mqttlab.cli.command.Output;
import mqttlab.cli.connect.Visit.Refused;
import mqttlab.client.Message;
import mqttlab.client.MqttClientBuilder;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Finds out what a server takes, by asking it gently: one connection after the other, a few messages in each, and
/// nothing that it has said it does not take. What is seen is printed beside what CONNACK says.
public final class Probe {

    /// Makes clients as the options have them.
    public interface Clients {
        MqttClientBuilder builder();
    }

    /// Tries something of a size.
    private interface Attempt {
        void of(int size) throws Refused;
    }

    private interface Experiment {
        String run() throws Refused;
    }

    /// Every server must take a client identifier of so many letters and digits. [MQTT-3.1.3-5] of 3.1.1 and 5.0.
    private static final int SURE_ID = 23;
    private static final int MAX_TEXT = 0xffff;
    /// After so many attempts a search ends with what it has.
    private static final int ATTEMPTS = 10;
    private static final int MAX_IN_FLIGHT = 100;
    private static final String NOT_TRIED = "not tried, the server says no";
    private static final String KEPT = "kept";
    private static final int WHAT = 26;
    private static final int SAID = 12;

    private final Clients clients;
    private final String clientId;
    private final Duration timeout;
    private final Output output;
    private final boolean isJson;
    private final String prefix;
    private final TextBuffer out = new TextBuffer();
    private int connections;
    private Version version = Version.V5;
    private @Nullable ConnAck told;

    /// @param clientId what to call ourselves, or null for a name made up
    /// @param timeout of each answer
    public Probe(Clients clients, @Nullable String clientId, Duration timeout, Output output, boolean isJson) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        String mark = HexFormat.of().formatHex(random);
        this.clients = clients;
        this.clientId = clientId == null ? "mqttlab-" + mark : clientId;
        this.timeout = timeout;
        this.output = output;
        this.isJson = isJson;
        this.prefix = "mqttlab/probe/" + mark;
    }

    /// Tries everything, and prints what it finds. Returns false where the server takes no version of MQTT.
    ///
    /// @param payload the longest payload to try, in bytes
    public boolean run(int payload) {
        if (!isJson) {
            row("", "CONNACK says", "seen");
        }
        if (!versions()) {
            return false;
        }
        emptyId();
        row("longest client identifier", "", search(SURE_ID, MAX_TEXT, "bytes", this::connectAs));
        row("longest topic", "", search(prefix.length() + 1, MAX_TEXT, "bytes", this::publishTo));
        String most = said(PropertyId.MAXIMUM_PACKET_SIZE, "no limit");
        row("longest payload", most, search(0, payload, "bytes", this::publishPayload));
        row("QoS", said(PropertyId.MAXIMUM_QOS, "2"), attempt(this::qos));
        row("retain", saidFlag(PropertyId.RETAIN_AVAILABLE), attempt(this::retain));
        row("wildcards", saidFlag(PropertyId.WILDCARD_SUBSCRIPTION_AVAILABLE), attempt(this::wildcards));
        row("shared subscriptions", saidFlag(PropertyId.SHARED_SUBSCRIPTION_AVAILABLE), attempt(this::shared));
        row("receive maximum", said(PropertyId.RECEIVE_MAXIMUM, "65535"), attempt(this::inFlight));
        if (version == Version.V5) {
            row("topic aliases", said(PropertyId.TOPIC_ALIAS_MAXIMUM, "0"), attempt(this::aliases));
            row("subscription identifiers", saidFlag(PropertyId.SUBSCRIPTION_IDENTIFIER_AVAILABLE), attempt(this::ids));
        }
        row("connections made", "", Integer.toString(connections));
        return true;
    }

    private Visit visit(Version as, String id) throws Refused {
        connections++;
        return new Visit(clients.builder().version(as).clientId(id), timeout);
    }

    private Visit visit() throws Refused {
        return visit(version, clientId);
    }

    private static String attempt(Experiment experiment) {
        try {
            return experiment.run();
        } catch (Refused e) {
            return String.valueOf(e.getMessage());
        }
    }

    private boolean versions() {
        for (Version each : List.of(Version.V3_1, Version.V3_1_1, Version.V5)) {
            String seen = "accepted";
            try (Visit visit = visit(each, clientId)) {
                version = each;
                told = visit.connAck;
            } catch (Refused e) {
                if (e.isUnreachable) {
                    return false;
                }
                seen = String.valueOf(e.getMessage());
            }
            row(each.toString(), "", seen);
        }
        return told != null;
    }

    private void emptyId() {
        if (version == Version.V3_1) {
            return;
        }
        row("empty client identifier", "", attempt(() -> {
            // Before 5.0 the client library makes one up in its place: the server would not see an empty one.
            if (version != Version.V5) {
                return "not tried before 5.0";
            }
            try (Visit visit = visit(version, "")) {
                return "accepted, as " + Entry.escape(visit.clientId());
            }
        }));
    }

    private void connectAs(int length) throws Refused {
        visit(version, padded("mqttlab", length, 'x')).close();
    }

    private void publishTo(int length) throws Refused {
        try (Visit visit = visit()) {
            visit.publish(
                    Message.of(padded(prefix + "/", length, 'x'), Bytes.EMPTY).withQos(surestQos()));
        }
    }

    private void publishPayload(int length) throws Refused {
        try (Visit visit = visit()) {
            visit.publish(Message.of(prefix + "/payload", new byte[length]).withQos(surestQos()));
        }
    }

    /// With QoS 1 the server says what it thinks of a message.
    private int surestQos() {
        return number(PropertyId.MAXIMUM_QOS, 2) > 0 ? 1 : 0;
    }

    private static String padded(String begin, int length, char with) {
        return begin.length() >= length
                ? begin.substring(0, length)
                : begin + Character.toString(with).repeat(length - begin.length());
    }

    /// The largest size that is taken: first the largest of all, then by halves.
    private static String search(int least, int most, String unit, Attempt attempt) {
        String refusal;
        try {
            attempt.of(most);
            return most + " " + unit + ", the most that was tried";
        } catch (Refused e) {
            refusal = String.valueOf(e.getMessage());
        }
        try {
            attempt.of(least);
        } catch (Refused e) {
            return "not even " + least + " " + unit + ", " + e.getMessage();
        }
        int good = least;
        int bad = most;
        for (int i = 0; i < ATTEMPTS && bad - good > 1; i++) {
            int middle = good + (bad - good) / 2;
            try {
                attempt.of(middle);
                good = middle;
            } catch (Refused e) {
                bad = middle;
                refusal = String.valueOf(e.getMessage());
            }
        }
        return good + " " + unit + "; " + bad + ": " + refusal;
    }

    private String qos() throws Refused {
        String topic = prefix + "/qos";
        List<String> delivered = new ArrayList<>();
        try (Visit visit = visit()) {
            int granted = visit.subscribe(topic, 2, Properties.NONE);
            for (int qos = 0; qos <= number(PropertyId.MAXIMUM_QOS, 2); qos++) {
                visit.publish(Message.of(topic, "probe").withQos(qos));
                Message back = visit.next();
                delivered.add(qos + (back == null ? " (lost)" : back.qos() == qos ? "" : " (as " + back.qos() + ")"));
            }
            return "delivered " + String.join(", ", delivered) + "; subscription granted " + granted;
        }
    }

    private String retain() {
        if (number(PropertyId.RETAIN_AVAILABLE, 1) == 0) {
            return NOT_TRIED;
        }
        String topic = prefix + "/retain";
        String seen = attempt(() -> keep(topic));
        // Whatever came of it, and in a connection of its own: the server may have closed that one.
        try (Visit visit = visit()) {
            visit.publish(retained(topic, ""));
        } catch (Refused e) {
            String why = String.valueOf(e.getMessage());
            return why.equals(seen) ? seen : seen + "; not removed: " + why;
        }
        return seen.equals(KEPT) ? KEPT + ", and removed again" : seen;
    }

    private String keep(String topic) throws Refused {
        try (Visit visit = visit()) {
            visit.publish(retained(topic, "probe"));
            visit.subscribe(topic, 0, Properties.NONE);
            Message back = visit.next();
            return back == null || !back.retain() ? "not kept" : KEPT;
        }
    }

    private Message retained(String topic, String payload) {
        return Message.of(topic, payload).withQos(surestQos()).retained();
    }

    private String wildcards() throws Refused {
        return "+ and # " + delivered(prefix + "/+/#", prefix + "/wild/card", Properties.NONE);
    }

    private String shared() throws Refused {
        return delivered("$share/mqttlab/" + prefix + "/shared", prefix + "/shared", Properties.NONE);
    }

    private String ids() throws Refused {
        Property id = new Property.Numeric(PropertyId.SUBSCRIPTION_IDENTIFIER, 7);
        return delivered(prefix + "/id", prefix + "/id", Properties.of(id));
    }

    /// Subscribes to the filter, and publishes to the topic.
    private String delivered(String filter, String topic, Properties properties) throws Refused {
        try (Visit visit = visit()) {
            visit.subscribe(filter, 0, properties);
            visit.publish(Message.of(topic, "probe"));
            Message back = visit.next();
            long wanted = properties.number(PropertyId.SUBSCRIPTION_IDENTIFIER, 0);
            if (back == null) {
                return "granted, but nothing was delivered";
            }
            boolean isWhole = back.properties().number(PropertyId.SUBSCRIPTION_IDENTIFIER, 0) == wanted;
            return isWhole ? "delivered" : "delivered without the identifier";
        }
    }

    private String aliases() throws Refused {
        if (number(PropertyId.TOPIC_ALIAS_MAXIMUM, 0) == 0) {
            return NOT_TRIED;
        }
        String topic = prefix + "/alias";
        connections++;
        var builder = clients.builder().version(version).clientId(clientId).topicAliases(0, 1);
        try (Visit visit = new Visit(builder, timeout)) {
            visit.subscribe(topic, 0, Properties.NONE);
            for (int i = 0; i < 2; i++) {
                visit.publish(Message.of(topic, "probe"));
                Message back = visit.next();
                if (back == null || !back.topic().equals(topic)) {
                    return "lost the topic";
                }
            }
            return "delivered";
        }
    }

    /// As many messages at once as it allows, but never more.
    private String inFlight() throws Refused {
        int most = (int) Math.min(MAX_IN_FLIGHT, number(PropertyId.RECEIVE_MAXIMUM, MAX_IN_FLIGHT));
        if (surestQos() == 0) {
            return "not tried without QoS 1";
        }
        try (Visit visit = visit()) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                all.add(visit.publishAsync(Message.of(prefix + "/many", "probe").withQos(1)));
            }
            for (CompletableFuture<?> each : all) {
                visit.await(each);
            }
            return most + " at once acknowledged";
        }
    }

    private long number(PropertyId id, long usual) {
        return told == null ? usual : told.properties().number(id, usual);
    }

    private String said(PropertyId id, String usual) {
        if (version != Version.V5) {
            return "";
        }
        long value = number(id, -1);
        return value < 0 ? "(" + usual + ")" : Long.toString(value);
    }

    private String saidFlag(PropertyId id) {
        if (version != Version.V5) {
            return "";
        }
        long value = number(id, -1);
        return value < 0 ? "(yes)" : value == 1 ? "yes" : "no";
    }

    /// @param said what CONNACK says; in parentheses what the standard says where it is silent; "" where it never does
    private void row(String what, String said, String seen) {
        out.clear();
        if (isJson) {
            Entries.addJson(
                    out,
                    new Entry("probe").data("what", what).data("said", said).data("seen", seen));
        } else {
            out.add(what).spaces(WHAT - what.length()).add(said).spaces(SAID - said.length());
            out.add("  ").add(seen).add('\n');
        }
        output.write(out.array(), 0, out.size());
        output.flush();
    }
}
