package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Field;
import mqttlab.packet.PacketType;
import mqttlab.packet.SubAck;

/// The return codes of CONNACK and SUBACK before 5.0.
final class ReturnCodeChapter implements Chapter {

    private static final List<Field> FIELDS = List.of(ConnAck.RETURN_CODE, SubAck.RETURN_CODE);

    @Override
    public Kind kind() {
        return Kind.RETURN_CODE;
    }

    @Override
    public List<Article> find(Query query) {
        PacketType packet = query.packet();
        Query code = query.behindPacket();
        List<Article> found = new ArrayList<>();
        for (Field field : FIELDS) {
            for (int value = 0; value <= 0xff; value++) {
                String name = field.nameOf(value);
                boolean isThere = packet == null || packet == packet(field);
                if (name != null && isThere && (value == code.number() || isCalled(code, name))) {
                    found.add(article(field, value, name));
                }
            }
        }
        return found;
    }

    /// "not authorized" is enough for "Connection Refused, not authorized".
    private static boolean isCalled(Query query, String name) {
        return query.is(name) || query.is(name.substring(name.indexOf(',') + 1));
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Field field : FIELDS) {
            for (int value = 0; value <= 0xff; value++) {
                String name = field.nameOf(value);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static PacketType packet(Field field) {
        return field.equals(ConnAck.RETURN_CODE) ? PacketType.CONNACK : PacketType.SUBACK;
    }

    private static Article article(Field field, int value, String name) {
        PacketType packet = packet(field);
        String code = CodeChapter.hex(value);
        return new Article.Draft(
                        Kind.RETURN_CODE,
                        code + " " + name + ", return code of " + packet + " before MQTT 5.0",
                        "return code " + packet + " " + code,
                        "")
                .row("value", code + ", " + value)
                .row("stands in", packet.name())
                .row("section", field.section311() + " of 3.1.1")
                .row("filter", field.name() + " == " + value)
                .row("statements", Standards.statements(List.of(field)))
                .done();
    }
}
