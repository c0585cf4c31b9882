package mqttlab.filter;

import java.util.List;
import mqttlab.packet.Trace;
import org.jspecify.annotations.Nullable;

/// A frame with its MQTT packets, which is what tshark's filters and rows are about.
public record Frame(int number, List<Trace> packets) {

    /// The terms of all packets together, and the frame's number.
    public static Catalogue<Frame> terms() {
        MqttTerms<Trace> terms = MqttTerms.ofTraces();
        return new Catalogue<>() {
            @Override
            public @Nullable Term<Frame> find(String name) {
                Term<Trace> term = terms.find(name);
                return name.equals("frame.number") ? new NumberTerm() : term == null ? null : new EachPacket(term);
            }

            @Override
            public Iterable<String> names() {
                return terms.names();
            }
        };
    }

    private static final class NumberTerm extends Term<Frame> {
        NumberTerm() {
            super("frame.number", Type.NUMBER);
        }

        @Override
        public int next(Frame frame, int from, Value value) {
            value.number(Type.NUMBER, frame.number, 4);
            return from == 0 ? 0 : -1;
        }

        @Override
        public boolean isShared() {
            return true;
        }
    }

    private static final class EachPacket extends Term<Frame> {
        private static final int BITS = 20;

        private final Term<Trace> term;

        EachPacket(Term<Trace> term) {
            super(term.name(), term.type());
            this.term = term;
        }

        @Override
        public int next(Frame frame, int from, Value value) {
            int at = from & (1 << BITS) - 1;
            for (int i = from >> BITS; i < frame.packets.size(); i++) {
                int place = term.next(frame.packets.get(i), at, value);
                if (place >= 0) {
                    return i << BITS | place;
                }
                at = 0;
            }
            return -1;
        }

        @Override
        public @Nullable String nameOf(long number) {
            return term.nameOf(number);
        }
    }
}
