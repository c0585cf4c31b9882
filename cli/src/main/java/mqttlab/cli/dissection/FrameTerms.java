package mqttlab.cli.dissection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.capture.file.CapturedFrame;
import mqttlab.capture.link.TcpSegment;
import mqttlab.filter.Catalogue;
import mqttlab.filter.Term;
import mqttlab.filter.Type;
import mqttlab.filter.Value;
import org.jspecify.annotations.Nullable;

/// What filters and columns may ask of the frame and the connection that a packet came with, by Wireshark's names.
final class FrameTerms implements Catalogue<Seen> {

    private interface Fact {
        long of(Seen seen);
    }

    private final Map<String, Term<Seen>> terms = new TreeMap<>();

    FrameTerms() {
        number("frame.number", seen -> seen.segment().frame().number());
        number("frame.len", seen -> seen.segment().frame().length());
        number("frame.cap_len", seen -> seen.segment().frame().capturedLength());
        add(new Comment());
        number("frame.interface_id", seen -> seen.segment().frame().interfaceId());
        time("frame.time_epoch", seen -> 0);
        time("frame.time_relative", Seen::firstTime);
        time("frame.time_delta", Seen::timeBefore);
        time("frame.time_delta_displayed", Seen::shownBefore);
        address("ip.src", 4, true, false);
        address("ip.dst", 4, false, true);
        address("ip.addr", 4, true, true);
        address("ipv6.src", 6, true, false);
        address("ipv6.dst", 6, false, true);
        address("ipv6.addr", 6, true, true);
        number("tcp.srcport", seen -> seen.segment().sourcePort());
        number("tcp.dstport", seen -> seen.segment().destinationPort());
        add(new Ports());
        number("tcp.stream", seen -> seen.stream().number());
        number("tcp.len", seen -> seen.segment().sentLength());
    }

    private void add(Term<Seen> term) {
        terms.put(term.name(), term);
    }

    private void number(String name, Fact fact) {
        add(new One(name, Type.NUMBER) {
            @Override
            boolean put(Seen seen, Value value) {
                value.number(Type.NUMBER, fact.of(seen), 4);
                return true;
            }
        });
    }

    private void time(String name, Fact since) {
        add(new One(name, Type.TIME) {
            @Override
            boolean put(Seen seen, Value value) {
                long time = seen.segment().frame().time();
                value.number(Type.TIME, time - since.of(seen), 8);
                return time != CapturedFrame.NO_TIME;
            }
        });
    }

    private void address(String name, int version, boolean source, boolean destination) {
        add(new Addresses(name, version, source, destination));
    }

    @Override
    public @Nullable Term<Seen> find(String name) {
        return terms.get(name);
    }

    @Override
    public Iterable<String> names() {
        return List.copyOf(terms.keySet());
    }

    /// A term with one value, which all packets of the frame share.
    private abstract static class One extends Term<Seen> {
        One(String name, Type type) {
            super(name, type);
        }

        /// Puts the value; answers whether there is one.
        abstract boolean put(Seen seen, Value value);

        @Override
        public final int next(Seen seen, int from, Value value) {
            return from == 0 && put(seen, value) ? 0 : -1;
        }

        @Override
        public final boolean isShared() {
            return true;
        }
    }

    /// `frame.comment`: what somebody has noted.
    private static final class Comment extends One {
        Comment() {
            super("frame.comment", Type.TEXT);
        }

        @Override
        boolean put(Seen seen, Value value) {
            String comment = seen.segment().frame().comment();
            if (comment == null) {
                return false;
            }
            byte[] text = comment.getBytes(StandardCharsets.UTF_8);
            value.bytes(Type.TEXT, text, 0, text.length);
            return true;
        }
    }

    /// `tcp.port`: both.
    private static final class Ports extends Term<Seen> {
        Ports() {
            super("tcp.port", Type.NUMBER);
        }

        @Override
        public int next(Seen seen, int from, Value value) {
            if (from > 1) {
                return -1;
            }
            TcpSegment segment = seen.segment();
            value.number(Type.NUMBER, from == 0 ? segment.sourcePort() : segment.destinationPort(), 2);
            return from;
        }

        @Override
        public boolean isShared() {
            return true;
        }
    }

    /// The addresses of all IP packets around the segment, from the outermost to the innermost.
    private static final class Addresses extends Term<Seen> {
        private final int version;
        private final boolean source;
        private final boolean destination;
        private final byte[] bytes = new byte[16];

        Addresses(String name, int version, boolean source, boolean destination) {
            super(name, version == 4 ? Type.IPV4 : Type.IPV6);
            this.version = version;
            this.source = source;
            this.destination = destination;
        }

        /// A place is twice the number of the IP packet, and one more for its destination.
        @Override
        public int next(Seen seen, int from, Value value) {
            TcpSegment segment = seen.segment();
            for (int place = from; place < 2 * segment.ipCount(); place++) {
                int packet = place / 2;
                boolean isSource = place % 2 == 0;
                if (segment.ipVersion(packet) == version && (isSource ? source : destination)) {
                    long high = isSource ? segment.ipSourceHigh(packet) : segment.ipDestinationHigh(packet);
                    long low = isSource ? segment.ipSourceLow(packet) : segment.ipDestinationLow(packet);
                    put(value, high, low);
                    return place;
                }
            }
            return -1;
        }

        private void put(Value value, long high, long low) {
            int length = version == 4 ? 4 : 16;
            for (int i = 0; i < length; i++) {
                int fromEnd = length - 1 - i;
                long half = fromEnd < 8 ? low : high;
                bytes[i] = (byte) (half >>> 8 * (fromEnd % 8));
            }
            value.bytes(type(), bytes, 0, length);
        }

        @Override
        public boolean isShared() {
            return true;
        }
    }
}
