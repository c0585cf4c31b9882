package mqttlab.packet;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import mqttlab.packet.Subscribe.Request;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Arbitrary packets that break no rule, in the one form in which a writer writes them.
final class Packets {

    private Packets() {}

    /// A packet, and the version it is one of.
    record Versioned(Version version, Packet packet) {

        byte[] bytes() {
            return Codec.write(packet, version);
        }
    }

    static Arbitrary<Versioned> all() {
        return Arbitraries.of(Version.class)
                .flatMap(version -> of(version).map(packet -> new Versioned(version, packet)));
    }

    static Arbitrary<Packet> of(Version version) {
        boolean v5 = version == Version.V5;
        List<Arbitrary<? extends Packet>> kinds = new ArrayList<>(List.of(
                connect(version),
                connAck(version),
                publish(v5),
                subscribe(v5),
                subAck(v5),
                unsubscribe(v5),
                unsubAck(v5),
                Arbitraries.just(new PingReq()),
                Arbitraries.just(new PingResp())));
        if (v5) {
            kinds.add(answer(PacketType.PUBACK).map(it -> new PubAck(it.id, it.code, it.properties)));
            kinds.add(answer(PacketType.PUBREC).map(it -> new PubRec(it.id, it.code, it.properties)));
            kinds.add(answer(PacketType.PUBREL).map(it -> new PubRel(it.id, it.code, it.properties)));
            kinds.add(answer(PacketType.PUBCOMP).map(it -> new PubComp(it.id, it.code, it.properties)));
            kinds.add(answer(PacketType.DISCONNECT).map(it -> new Disconnect(it.code, it.properties)));
            kinds.add(answer(PacketType.AUTH).map(Packets::auth));
        } else {
            kinds.add(id().map(PubAck::new));
            kinds.add(id().map(PubRec::new));
            kinds.add(id().map(PubRel::new));
            kinds.add(id().map(PubComp::new));
            kinds.add(Arbitraries.just(new Disconnect(0, Properties.NONE)));
        }
        return Arbitraries.oneOf(
                kinds.stream().map(it -> it.map(Packet.class::cast)).toList());
    }

    private static Arbitrary<Connect> connect(Version version) {
        boolean v5 = version == Version.V5;
        Arbitrary<Boolean> bool = Arbitraries.of(true, false);
        Arbitrary<Credentials> credentials = Combinators.combine(text().injectNull(0.4), data().injectNull(0.4))
                .as((name, password) -> new Credentials(name, v5 || name != null ? password : null));
        return Combinators.combine(
                        bool,
                        version == Version.V3_1 ? text().filter(id -> !id.isEmpty()) : text(),
                        bool,
                        Arbitraries.integers().between(0, 65535),
                        properties(v5, PacketType.CONNECT.number()),
                        will(v5).injectNull(0.4),
                        credentials)
                .as((bridge, id, clean, keepAlive, properties, will, who) -> new Connect(
                        version,
                        bridge,
                        id,
                        clean || id.isEmpty() && !v5,
                        keepAlive,
                        withMethod(properties),
                        will,
                        who.name,
                        who.password));
    }

    private record Credentials(String name, Bytes password) {}

    private static Arbitrary<Will> will(boolean v5) {
        return Combinators.combine(properties(v5, 0), topic(), data(), qos(), Arbitraries.of(true, false))
                .as((properties, topic, payload, qos, retain) ->
                        new Will(properties, topic, payloadFor(properties, payload), qos, retain));
    }

    private static Arbitrary<ConnAck> connAck(Version version) {
        boolean v5 = version == Version.V5;
        Arbitrary<Integer> codes =
                v5 ? code(PacketType.CONNACK) : Arbitraries.integers().between(0, 5);
        return Combinators.combine(Arbitraries.of(true, false), codes, properties(v5, PacketType.CONNACK.number()))
                .as((present, code, properties) ->
                        new ConnAck(present && code == 0 && version != Version.V3_1, code, properties));
    }

    private static Arbitrary<Publish> publish(boolean v5) {
        return Combinators.combine(
                        topic(),
                        qos(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        id(),
                        properties(v5, PacketType.PUBLISH.number()),
                        data())
                .as((topic, qos, dup, retain, id, properties, payload) -> new Publish(
                        properties.has(PropertyId.TOPIC_ALIAS) && dup ? "" : topic,
                        qos,
                        dup && qos > 0,
                        retain,
                        qos > 0 ? id : 0,
                        properties,
                        payloadFor(properties, payload)));
    }

    private static Arbitrary<Subscribe> subscribe(boolean v5) {
        Arbitrary<Boolean> flag = v5 ? Arbitraries.of(true, false) : Arbitraries.just(false);
        Arbitrary<Request> requests = Combinators.combine(
                        filter(), qos(), flag, flag, v5 ? Arbitraries.of(0, 1, 2) : Arbitraries.just(0))
                .as((filter, qos, noLocal, asPublished, handling) ->
                        new Request(filter, qos, noLocal && !Topics.isShared(filter), asPublished, handling));
        return Combinators.combine(
                        id(),
                        properties(v5, PacketType.SUBSCRIBE.number()),
                        requests.list().ofMinSize(1).ofMaxSize(5))
                .as(Subscribe::new);
    }

    private static Arbitrary<SubAck> subAck(boolean v5) {
        Arbitrary<Integer> codes = v5 ? code(PacketType.SUBACK) : Arbitraries.of(0, 1, 2, 0x80);
        return Combinators.combine(
                        id(),
                        properties(v5, PacketType.SUBACK.number()),
                        codes.list().ofMaxSize(5))
                .as(SubAck::new);
    }

    private static Arbitrary<Unsubscribe> unsubscribe(boolean v5) {
        return Combinators.combine(
                        id(),
                        properties(v5, PacketType.UNSUBSCRIBE.number()),
                        filter().list().ofMinSize(1).ofMaxSize(5))
                .as(Unsubscribe::new);
    }

    private static Arbitrary<UnsubAck> unsubAck(boolean v5) {
        return Combinators.combine(
                        id(),
                        properties(v5, PacketType.UNSUBACK.number()),
                        code(PacketType.UNSUBACK).list().ofMaxSize(v5 ? 5 : 0))
                .as(UnsubAck::new);
    }

    private record Answer(int id, int code, Properties properties) {}

    private static Arbitrary<Answer> answer(PacketType packet) {
        return Combinators.combine(id(), code(packet), properties(true, packet.number()))
                .as(Answer::new);
    }

    private static Auth auth(Answer it) {
        boolean isBlank = it.code == 0 && it.properties.isEmpty();
        if (isBlank || it.properties.has(PropertyId.AUTHENTICATION_METHOD)) {
            return new Auth(it.code, it.properties);
        }
        List<Property> all = new ArrayList<>(it.properties.all());
        all.add(new Property.Text(PropertyId.AUTHENTICATION_METHOD, "method"));
        return new Auth(it.code, new Properties(all));
    }

    private static Properties withMethod(Properties properties) {
        if (!properties.has(PropertyId.AUTHENTICATION_DATA) || properties.has(PropertyId.AUTHENTICATION_METHOD)) {
            return properties;
        }
        List<Property> all = new ArrayList<>(properties.all());
        all.add(new Property.Text(PropertyId.AUTHENTICATION_METHOD, "method"));
        return new Properties(all);
    }

    private static Bytes payloadFor(Properties properties, Bytes payload) {
        boolean isText = properties.number(PropertyId.PAYLOAD_FORMAT_INDICATOR, 0) == 1;
        return isText && !payload.isUtf8() ? Bytes.utf8("text") : payload;
    }

    /// Some of the properties that may stand in this place, in any order.
    static Arbitrary<Properties> properties(boolean v5, int place) {
        if (!v5) {
            return Arbitraries.just(Properties.NONE);
        }
        List<PropertyId> allowed = new ArrayList<>();
        for (PropertyId id : PropertyId.values()) {
            if (id.isAllowed(place)) {
                allowed.add(id);
                if (Properties.mayRepeat(id, place)) {
                    allowed.add(id);
                }
            }
        }
        return Arbitraries.shuffle(allowed)
                .flatMap(ids -> Arbitraries.integers()
                        .between(0, ids.size())
                        .flatMap(count -> Combinators.combine(ids.subList(0, count).stream()
                                        .map(Packets::property)
                                        .toList())
                                .as(Properties::new)));
    }

    static Arbitrary<Property> property(PropertyId id) {
        return switch (id.kind()) {
            case BYTE, TWO_BYTES, FOUR_BYTES, VARINT ->
                Arbitraries.longs().between(id.least(), id.greatest()).map(value -> new Property.Numeric(id, value));
            case TEXT ->
                (id == PropertyId.RESPONSE_TOPIC ? topic() : text()).map(value -> new Property.Text(id, value));
            case DATA -> data().map(value -> new Property.Data(id, value));
            case PAIR -> Combinators.combine(text(), text()).as(Property.Pair::new);
        };
    }

    private static Arbitrary<Integer> id() {
        return Arbitraries.integers().between(1, 65535);
    }

    private static Arbitrary<Integer> qos() {
        return Arbitraries.of(0, 1, 2);
    }

    private static Arbitrary<Integer> code(PacketType packet) {
        return Arbitraries.of(EnumSet.allOf(ReasonCode.class).stream()
                .filter(it -> ReasonCode.of(packet, it.value()) == it)
                .map(ReasonCode::value)
                .toList());
    }

    /// Of all planes, but without what the standard advises against.
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(40),
                Arbitraries.of(
                                0x20, 0x7e, 0xa0, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xfdcf, 0xfdf0, 0xfeff, 0xfffd, 0x10000,
                                0x1f600, 0x10fffd)
                        .list()
                        .ofMaxSize(20)
                        .map(all -> all.stream().map(Character::toString).reduce("", String::concat)),
                Arbitraries.integers().between(100, 17000).map("x"::repeat));
    }

    private static Arbitrary<String> topic() {
        return text().map(it -> it.replace('#', '-').replace('+', '-')).map(it -> it.isEmpty() ? "/" : it);
    }

    private static Arbitrary<String> filter() {
        Arbitrary<String> levels = Arbitraries.oneOf(Arbitraries.just("+"), topic().map(it -> it.replace('/', '-')));
        return Combinators.combine(
                        Arbitraries.of("", "", "$share/workers/"),
                        levels.list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of("", "", "/#"))
                .as((share, names, rest) -> share + String.join("/", names) + rest);
    }

    private static Arbitrary<Bytes> data() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(200).map(Bytes::of);
    }
}
