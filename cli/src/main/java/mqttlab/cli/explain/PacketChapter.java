package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.packet.Direction;
import mqttlab.packet.PacketType;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// The fifteen packet types.
final class PacketChapter implements Chapter {

    @Override
    public Kind kind() {
        return Kind.PACKET;
    }

    @Override
    public List<Article> find(Query query) {
        PacketType numbered = PacketType.of(query.number());
        List<Article> found = new ArrayList<>();
        for (PacketType type : PacketType.values()) {
            if (type == numbered || query.is(type.name())) {
                found.add(article(type));
            }
        }
        return found;
    }

    @Override
    public List<String> names() {
        return Arrays.stream(PacketType.values()).map(PacketType::name).toList();
    }

    private static Article article(PacketType type) {
        return new Article.Draft(
                        Kind.PACKET,
                        type.name() + ", packet type " + type.number() + ": " + type.meaning(),
                        "packet type " + type.number(),
                        type.story())
                .row("travels", travels(type))
                .row("answer", type.answer())
                .row("flags", type.flags() < 0 ? "" : bits(type.flags()))
                .row("section", Standards.sections(type.section(Version.V3_1_1), type.section(Version.V5)))
                .row("properties", properties(type))
                .row("reason codes", reasonCodes(type))
                .row("filter", "mqtt.msgtype == " + type.name())
                .layout(Layout.of(type))
                .done();
    }

    private static String travels(PacketType type) {
        Direction old = type.direction(Version.V3_1_1);
        Direction now = type.direction(Version.V5);
        return old == now ? way(now) : way(old) + "; in 5.0 " + way(now);
    }

    static String way(@Nullable Direction only) {
        return switch (only) {
            case null -> "both ways";
            case CLIENT_TO_SERVER -> "from the client to the server";
            case SERVER_TO_CLIENT -> "from the server to the client";
        };
    }

    private static String bits(int flags) {
        return Integer.toBinaryString(0x10 | flags).substring(1);
    }

    private static String properties(PacketType type) {
        List<String> names = Arrays.stream(PropertyId.values())
                .filter(id -> id.isAllowed(type))
                .map(PropertyId::text)
                .toList();
        return String.join(", ", names);
    }

    private static String reasonCodes(PacketType type) {
        List<String> codes = Arrays.stream(ReasonCode.values())
                .filter(code -> code.packets().contains(type))
                .map(code -> CodeChapter.hex(code.value()) + " " + code.text())
                .toList();
        return String.join(", ", codes);
    }
}
