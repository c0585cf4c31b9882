package mqttlab.cli.broker;

import java.util.List;
import java.util.function.ToLongFunction;
import mqttlab.broker.hub.Figures;

/// A broker's figures in Prometheus' text format, version 0.0.4.
final class Metrics {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private enum Type {
        COUNTER,
        GAUGE;

        @Override
        public String toString() {
            return this == COUNTER ? "counter" : "gauge";
        }
    }

    private record Row(String name, Type type, String help, ToLongFunction<Figures> value) {}

    // @formatter:off
    private static final List<Row> ROWS = List.of(
            new Row("uptime_seconds", Type.GAUGE, "Seconds since the broker began.", Figures::uptime),
            new Row("clients_connected", Type.GAUGE, "Clients that are connected.", Figures::connected),
            new Row("sessions", Type.GAUGE, "Sessions, of clients that are connected or may come back.",
                    Figures::sessions),
            new Row("subscriptions", Type.GAUGE, "Subscriptions of all sessions.", Figures::subscriptions),
            new Row("retained_messages", Type.GAUGE, "Retained messages.", Figures::retained),
            new Row("waiting_messages", Type.GAUGE,
                    "Messages that wait for clients, or are not acknowledged by them.", Figures::waiting),
            new Row("connections_total", Type.COUNTER, "Connections that were opened.", Figures::connections),
            new Row("connections_refused_total", Type.COUNTER,
                    "Connections that were not accepted by CONNACK.", Figures::refused),
            new Row("packets_received_total", Type.COUNTER, "MQTT packets of any kind from clients.",
                    Figures::packetsReceived),
            new Row("packets_sent_total", Type.COUNTER, "MQTT packets of any kind to clients.", Figures::packetsSent),
            new Row("received_bytes_total", Type.COUNTER, "Bytes of MQTT from clients.", Figures::bytesReceived),
            new Row("sent_bytes_total", Type.COUNTER, "Bytes of MQTT to clients.", Figures::bytesSent),
            new Row("messages_received_total", Type.COUNTER, "PUBLISH packets from clients.",
                    Figures::messagesReceived),
            new Row("messages_sent_total", Type.COUNTER, "PUBLISH packets to clients, those sent again included.",
                    Figures::messagesSent),
            new Row("messages_dropped_total", Type.COUNTER,
                    "Messages that a client did not get: it was too slow or away too long, or they were too large or"
                            + " too old.",
                    Figures::messagesDropped));
    // @formatter:on

    private Metrics() {}

    static String of(Figures figures) {
        StringBuilder text = new StringBuilder(4096);
        for (Row row : ROWS) {
            String name = "mqttlab_" + row.name;
            text.append("# HELP ").append(name).append(' ').append(row.help).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(row.type).append('\n');
            text.append(name).append(' ').append(row.value.applyAsLong(figures)).append('\n');
        }
        Runtime jvm = Runtime.getRuntime();
        text.append("# HELP jvm_memory_used_bytes Bytes of memory in use, garbage included.\n");
        text.append("# TYPE jvm_memory_used_bytes gauge\n");
        text.append("jvm_memory_used_bytes{area=\"heap\"} ")
                .append(jvm.totalMemory() - jvm.freeMemory())
                .append('\n');
        return text.toString();
    }
}
