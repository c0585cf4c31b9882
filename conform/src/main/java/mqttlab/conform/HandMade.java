package mqttlab.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.packet.Packet;
import mqttlab.packet.PacketType;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;

/// A packet of a client, made of words as a conversation has them: `PUBLISH topic=a/b qos=1 payload=hello`, or of its
/// bytes, `32 .. [a/b] 00 01 00 "hello"`. Values are what they are: nothing in them stands for something else.
public final class HandMade {

    private HandMade() {}

    /// The packet's bytes. What is not said is what it mostly is; a PUBLISH that needs a Packet Identifier has 1.
    ///
    /// @throws IllegalArgumentException that says which word is wrong, or what rule of the version the packet
    /// breaks
    public static byte[] bytes(List<String> words, Version version) {
        try {
            String text = String.join(" ", words);
            Names names = new Literal(version);
            if (Hex.begins(text)) {
                return Hex.bytes(text, names);
            }
            PacketMaker maker = new PacketMaker(version, names, PacketMaker.Login.NONE);
            Packet packet = maker.make("", identified(PacketWords.named(words)));
            Writer writer = new Writer(version);
            writer.write(packet);
            return Arrays.copyOf(writer.array(), writer.size());
        } catch (ScenarioException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Message.Named identified(Message.Named it) {
        boolean needs = it.type() == PacketType.PUBLISH && it.fields().stream().anyMatch(HandMade::isQos);
        if (!needs || it.fields().stream().anyMatch(each -> each.name().equals("id"))) {
            return it;
        }
        List<Message.Entry> fields = new ArrayList<>(it.fields());
        fields.add(new Message.Entry("id", "1"));
        return new Message.Named(it.type(), fields);
    }

    private static boolean isQos(Message.Entry entry) {
        return entry.name().equals("qos") && !entry.value().equals("0");
    }

    /// How the fields of a packet of this type are called, without its properties.
    public static List<String> fields(PacketType type) {
        return List.of(FieldNames.of(type));
    }

    /// Names that stand for themselves.
    private static final class Literal extends Names {

        Literal(Version version) {
            super("", 0, version, Capabilities.SILENT);
        }

        @Override
        String clientId(String client) {
            return "mqttlab";
        }

        @Override
        String expand(String text) {
            return text.equals("{t}") ? "" : text;
        }
    }
}
