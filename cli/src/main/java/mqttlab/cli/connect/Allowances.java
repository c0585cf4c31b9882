package mqttlab.cli.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Version;

/// What a server's CONNACK says, and what it means where it says nothing. 5.0 section 3.2.2.3.
final class Allowances {

    /// What the standard says where CONNACK does not.
    ///
    /// @param usual the value that it has then
    /// @param isFlag whether 1 is yes and 0 no
    private record Limit(PropertyId id, long usual, boolean isFlag) {}

    // @formatter:off
    private static final List<Limit> LIMITS = List.of(
            new Limit(PropertyId.RECEIVE_MAXIMUM, 65535, false),
            new Limit(PropertyId.MAXIMUM_QOS, 2, false),
            new Limit(PropertyId.RETAIN_AVAILABLE, 1, true),
            new Limit(PropertyId.TOPIC_ALIAS_MAXIMUM, 0, false),
            new Limit(PropertyId.WILDCARD_SUBSCRIPTION_AVAILABLE, 1, true),
            new Limit(PropertyId.SUBSCRIPTION_IDENTIFIER_AVAILABLE, 1, true),
            new Limit(PropertyId.SHARED_SUBSCRIPTION_AVAILABLE, 1, true));
    // @formatter:on

    private static final String NOT_SAID = "(not said: as the standard has it)";

    private Allowances() {}

    static Entry connAck(ConnAck it, Connect asked, long nanos) {
        Version version = asked.version();
        String meaning = meaning(it.code(), version);
        Entry entry = new Entry("connack", nanos)
                .title(it.code() == 0 ? meaning : meaning + " (0x" + Integer.toHexString(it.code()) + ")")
                .data("code", (long) it.code())
                .data("meaning", meaning);
        if (it.code() == 0) {
            accepted(entry, it, asked);
        }
        said(entry, it.properties());
        return entry;
    }

    static String meaning(int code, Version version) {
        ReasonCode known = version == Version.V5 ? ReasonCode.of(PacketType.CONNACK, code) : null;
        String old = version == Version.V5 ? null : ConnAck.returnCodeName(code);
        return known != null ? known.text() : old != null ? old : "unknown code";
    }

    private static void accepted(Entry entry, ConnAck it, Connect asked) {
        if (asked.version() != Version.V3_1) {
            entry.data("session-present", it.sessionPresent());
            entry.fact("", "Session", it.sessionPresent() ? "goes on" : "new");
        }
        if (asked.version() != Version.V5) {
            entry.fact("", "Limits", "not said: no server can, before 5.0");
            return;
        }
        Properties told = it.properties();
        for (Limit limit : LIMITS) {
            long value = told.number(limit.id, limit.usual);
            entry.fact(
                    key(limit.id),
                    limit.id.text(),
                    limit.isFlag ? (Object) (value == 1) : (Object) value,
                    told.has(limit.id) ? "" : NOT_SAID);
        }
        size(entry, told);
        own(entry, told, PropertyId.SERVER_KEEP_ALIVE, "Keep Alive", asked.keepAlive());
        long expiry = asked.properties().number(PropertyId.SESSION_EXPIRY_INTERVAL, 0);
        own(entry, told, PropertyId.SESSION_EXPIRY_INTERVAL, "Session Expiry Interval", expiry);
    }

    private static void size(Entry entry, Properties told) {
        PropertyId id = PropertyId.MAXIMUM_PACKET_SIZE;
        if (told.has(id)) {
            entry.fact(key(id), id.text(), told.number(id, 0), "bytes");
        } else {
            entry.fact("", id.text(), "no limit", NOT_SAID);
        }
    }

    /// What we ask for, and the server may change.
    private static void own(Entry entry, Properties told, PropertyId id, String label, long asked) {
        String note = told.has(id) ? "s, as the server wants it; we asked for " + asked : "s, as we asked";
        entry.fact(key(id), label, told.number(id, asked), note);
    }

    /// The texts that a server may add.
    private static void said(Entry entry, Properties told) {
        List<Entry> pairs = new ArrayList<>();
        for (Property property : told.all()) {
            switch (property) {
                case Property.Text it -> entry.fact(key(it.id()), it.id().text(), it.value());
                case Property.Pair it ->
                    pairs.add(new Entry("User Property")
                            .title(Entry.escape(it.name() + " = " + it.value()))
                            .data("key", it.name())
                            .data("value", it.value()));
                case Property.Numeric _, Property.Data _ -> {}
            }
        }
        if (!pairs.isEmpty()) {
            entry.data("user-properties", pairs);
        }
    }

    private static String key(PropertyId id) {
        return id.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
