package mqttlab.filter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mqttlab.packet.Field;
import mqttlab.packet.Fields;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// The terms of MQTT: every filter name of every field, and `mqtt`, which is the packet itself.
public final class MqttTerms<S> implements Catalogue<S> {

    private static final String PACKET = "mqtt";
    /// Wireshark reads the seven reserved bits, and the whole byte in MQTT 3.1, as one flag.
    private static final String RESERVED_FLAG = "mqtt.conack.flags.reserved";
    /// An empty topic is as good as none in Wireshark: in 5.0, an alias stands for it.
    private static final String TOPIC = "mqtt.topic";

    private final Function<? super S, Trace> trace;

    /// @param trace the trace in a subject
    public MqttTerms(Function<? super S, Trace> trace) {
        this.trace = trace;
    }

    /// The terms where traces themselves are asked.
    public static MqttTerms<Trace> ofTraces() {
        return new MqttTerms<>(Function.identity());
    }

    @Override
    public @Nullable Term<S> find(String name) {
        if (name.equals(PACKET)) {
            return new PacketTerm<>(trace);
        }
        List<Field> fields = Fields.named(name);
        return fields.isEmpty() ? null : new FieldTerm<>(name, fields, trace);
    }

    @Override
    public Iterable<String> names() {
        List<String> names = new ArrayList<>();
        names.add(PACKET);
        Fields.names().forEach(names::add);
        return names;
    }

    /// Also by what the standard calls the fields: `mqtt.payload` is near `mqtt.msg`.
    @Override
    public List<String> nearest(String name) {
        Nearest nearest = new Nearest(name);
        nearest.offer(PACKET);
        for (Field field : Fields.all()) {
            nearest.offer(field.name(), field.label());
            String alias = field.alias();
            if (alias != null) {
                nearest.offer(alias);
            }
        }
        return nearest.names();
    }

    private static Type typeOf(Field field, String name) {
        return name.equals(RESERVED_FLAG)
                ? Type.FLAG
                : switch (field.kind()) {
                    case GROUP -> Type.PRESENCE;
                    case NUMBER -> Type.NUMBER;
                    case HEX -> Type.HEX;
                    case FLAG -> Type.FLAG;
                    case TEXT -> Type.TEXT;
                    case BYTES -> Type.BYTES;
                    case DATA -> Type.DATA;
                };
    }

    /// A name that stands for one or more fields.
    private static final class FieldTerm<S> extends Term<S> {

        private final Function<? super S, Trace> subjects;
        private final List<Field> fields;
        /// By the field's id; null for the fields of other names.
        private final @Nullable Type[] types;
        private final int shortest;

        FieldTerm(String name, List<Field> fields, Function<? super S, Trace> subjects) {
            super(name, common(name, fields));
            this.subjects = subjects;
            this.fields = fields;
            this.types = new Type[Fields.all().size()];
            this.shortest = name.equals(TOPIC) ? 1 : 0;
            for (Field field : fields) {
                types[field.id()] = typeOf(field, name);
            }
        }

        /// Several text properties share Wireshark's `mqtt.prop_string` with two of binary data.
        private static Type common(String name, List<Field> fields) {
            Type common = typeOf(fields.getFirst(), name);
            for (Field field : fields) {
                common = typeOf(field, name) == Type.DATA ? Type.DATA : common;
            }
            return common;
        }

        @Override
        public int next(S subject, int from, Value value) {
            Trace trace = subjects.apply(subject);
            int size = trace.size();
            for (int i = from; i < size; i++) {
                Type type = types[trace.field(i).id()];
                if (type != null && trace.length(i) >= shortest) {
                    read(trace, i, type, value);
                    return i;
                }
            }
            return trace.generated().isEmpty() ? -1 : generated(trace, Math.max(from - size, 0), value);
        }

        private static void read(Trace trace, int entry, Type type, Value value) {
            int length = trace.length(entry);
            if (type == Type.NUMBER || type == Type.HEX) {
                value.number(type, trace.value(entry), length);
            } else if (type == Type.FLAG) {
                value.number(type, trace.value(entry) == 0 ? 0 : 1, length);
            } else {
                value.bytes(type, trace.array(), trace.start() + trace.offset(entry), length);
            }
        }

        /// What follows from earlier packets stands behind the entries.
        private int generated(Trace trace, int from, Value value) {
            List<Trace.Generated> generated = trace.generated();
            for (int i = from; i < generated.size(); i++) {
                Type type = types[generated.get(i).field().id()];
                if (type != null) {
                    byte[] text = generated.get(i).text().getBytes(StandardCharsets.UTF_8);
                    value.bytes(type, text, 0, text.length);
                    return trace.size() + i;
                }
            }
            return -1;
        }

        @Override
        public @Nullable String nameOf(long number) {
            for (Field field : fields) {
                String name = field.nameOf(number);
                if (name != null) {
                    return name;
                }
            }
            return null;
        }
    }

    /// The packet: its bytes.
    private static final class PacketTerm<S> extends Term<S> {

        private final Function<? super S, Trace> subjects;

        PacketTerm(Function<? super S, Trace> subjects) {
            super(PACKET, Type.BYTES);
            this.subjects = subjects;
        }

        @Override
        public int next(S subject, int from, Value value) {
            Trace trace = subjects.apply(subject);
            int length = trace.end() - trace.start();
            value.bytes(Type.BYTES, trace.array(), trace.start(), length);
            return from == 0 && length > 0 ? 0 : -1;
        }
    }
}
