package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.finding.Catalogue;
import mqttlab.packet.Connect;
import mqttlab.packet.PacketType;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Version;

/// The versions of MQTT.
final class VersionChapter implements Chapter {

    @Override
    public Kind kind() {
        return Kind.VERSION;
    }

    @Override
    public List<Article> find(Query query) {
        List<Article> found = new ArrayList<>();
        for (Version version : Version.values()) {
            boolean isNamed = query.is(version.toString())
                    || query.is(version.number())
                    || query.is("v" + version.number())
                    || query.is("MQTT " + version.level())
                    || query.is(Integer.toString(version.level()))
                    || query.is("MQTT");
            if (isNamed) {
                found.add(article(version));
            }
        }
        return found;
    }

    @Override
    public List<String> names() {
        return Arrays.stream(Version.values()).map(Version::toString).toList();
    }

    private static Article article(Version version) {
        boolean isV5 = version == Version.V5;
        long types = Arrays.stream(PacketType.values())
                .filter(type -> !type.section(version).isEmpty())
                .count();
        return new Article.Draft(
                        Kind.VERSION,
                        version + ", version of the protocol",
                        "version " + version.number(),
                        version.story())
                .row("CONNECT says", "\"" + version.protocolName() + "\", level " + version.level())
                .row("packet types", Long.toString(types))
                .row("properties", isV5 ? Integer.toString(PropertyId.values().length) : "none")
                .row(
                        "reason codes",
                        isV5 ? Integer.toString(reasonCodes()) : "none; CONNACK and SUBACK have return codes")
                .row(
                        "statements",
                        version == Version.V3_1
                                ? "none with a number; mqttlab measures it by those of 3.1.1"
                                : Catalogue.of(version).all().size() + " with a number")
                .row("filter", Connect.LEVEL.name() + " == " + version.level())
                .done();
    }

    private static int reasonCodes() {
        return (int) Arrays.stream(ReasonCode.values())
                .mapToInt(ReasonCode::value)
                .distinct()
                .count();
    }
}
