package mqttlab.payload;

import mqttlab.packet.Bytes;
import mqttlab.packet.Show;

/// What the recognisers of binary formats have in common.
final class Recognition {

    private Recognition() {}

    /// Whether it is an object with at least one member, and all names are text that can be read. Few bytes that
    /// mean something else look so.
    static boolean isNamed(Value value) {
        if (!(value instanceof Value.Struct struct) || struct.members().isEmpty()) {
            return false;
        }
        for (Value.Member member : struct.members()) {
            byte[] name = Bytes.utf8(member.name()).toArray();
            if (name.length == 0 || !Show.isText(name, 0, name.length)) {
                return false;
            }
        }
        return true;
    }
}
