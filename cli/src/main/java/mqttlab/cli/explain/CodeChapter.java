package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mqttlab.packet.Direction;
import mqttlab.packet.Field;
import mqttlab.packet.Fields;
import mqttlab.packet.PacketType;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// The reason codes of 5.0.
final class CodeChapter implements Chapter {

    @Override
    public Kind kind() {
        return Kind.REASON_CODE;
    }

    @Override
    public List<Article> find(Query query) {
        PacketType packet = query.packet();
        Query code = query.behindPacket();
        List<Article> found = new ArrayList<>();
        for (ReasonCode each : ReasonCode.values()) {
            boolean isThere = packet == null || each.packets().contains(packet);
            // "Disconnect with Will Message" begins as a packet does.
            boolean isWhole = query.is(each.text());
            if (isWhole || isThere && (each.value() == code.number() || code.is(each.text()))) {
                found.add(article(each, isWhole ? null : packet));
            }
        }
        return found;
    }

    @Override
    public List<String> names() {
        return Arrays.stream(ReasonCode.values()).map(ReasonCode::text).toList();
    }

    /// "0x87"
    static String hex(int value) {
        return String.format(Locale.ROOT, "0x%02x", value);
    }

    private static Article article(ReasonCode code, @Nullable PacketType only) {
        List<PacketType> packets = only == null ? code.packets() : List.of(only);
        String value = hex(code.value());
        return new Article.Draft(
                        Kind.REASON_CODE,
                        value + " " + code.text() + ", reason code of MQTT 5.0",
                        "reason code " + (only == null ? "" : only + " ") + code.text(),
                        code.meaning())
                .row("value", value + ", " + code.value() + (code.isFailure() ? ": a failure" : ": no failure"))
                .row(
                        "stands in",
                        packets.stream().map(type -> place(code, type)).toList())
                .row("section", "2.4 of 5.0")
                .row("filter", packets.stream().map(type -> filter(code, type)).toList())
                .done();
    }

    /// "DISCONNECT, from the server, section 3.14.2.1"
    private static String place(ReasonCode code, PacketType type) {
        Direction only = code.sender(type);
        String way = only == null
                ? ""
                : only == Direction.CLIENT_TO_SERVER ? ", only from the client" : ", only from the server";
        return type + (type.direction(Version.V5) == only ? "" : way) + ", section "
                + field(type).section5();
    }

    private static String filter(ReasonCode code, PacketType type) {
        return field(type).name() + " == " + hex(code.value());
    }

    /// The field that holds the reason codes of a packet type.
    private static Field field(PacketType type) {
        return Fields.named("mqtt." + type.name().toLowerCase(Locale.ROOT) + ".reason_code")
                .getFirst();
    }
}
