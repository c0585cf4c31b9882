package mqttlab.filter;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Terms of the types that MQTT does not have, as a program that reads captures adds them; the same for every
/// subject.
final class Others<S> implements Catalogue<S> {

    private static final HexFormat HEX = HexFormat.of();

    /// 2023-11-14 22:13:20.000000001
    static final long TIME = 1_700_000_000_000_000_001L;

    private static final Map<String, Type> TYPES = Map.of(
            "ip.src", Type.IPV4,
            "ip.addr", Type.IPV4,
            "ipv6.src", Type.IPV6,
            "frame.time_epoch", Type.TIME,
            "frame.time_delta", Type.TIME,
            "frame.number", Type.NUMBER,
            "tcp.flags", Type.HEX,
            "tcp.seq", Type.NUMBER);

    @Override
    public @Nullable Term<S> find(String name) {
        Type type = TYPES.get(name);
        return type == null ? null : new Fixed<>(name, type);
    }

    @Override
    public Iterable<String> names() {
        return TYPES.keySet();
    }

    private static final class Fixed<S> extends Term<S> {
        Fixed(String name, Type type) {
            super(name, type);
        }

        private static List<String> addresses(String name) {
            return switch (name) {
                case "ip.src" -> List.of("0a010203");
                case "ip.addr" -> List.of("0a010203", "c0000201");
                default -> List.of("20010db8000000000000000000000001");
            };
        }

        @Override
        public int next(S subject, int from, Value value) {
            switch (type()) {
                case IPV4, IPV6 -> {
                    List<String> addresses = addresses(name());
                    if (from < addresses.size()) {
                        byte[] address = HEX.parseHex(addresses.get(from));
                        value.bytes(type(), address, 0, address.length);
                        return from;
                    }
                    return -1;
                }
                case TIME -> value.number(type(), name().equals("frame.time_delta") ? -1_500_000_000 : TIME, 8);
                case HEX -> value.number(type(), 0x18, 2);
                default -> value.number(type(), name().equals("tcp.seq") ? -1 : 7, 4);
            }
            return from == 0 ? 0 : -1;
        }

        @Override
        public boolean isShared() {
            return true;
        }
    }
}
