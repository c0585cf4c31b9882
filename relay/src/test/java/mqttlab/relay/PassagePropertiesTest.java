package mqttlab.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mqttlab.packet.Codec;
import mqttlab.packet.Direction;
import mqttlab.packet.PingReq;
import mqttlab.packet.Version;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// What holds for all that may be said.
class PassagePropertiesTest {

    private static byte[] packets(Random random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Codec.write(Talk.connect("kitchen"), Version.V5));
        for (int i = random.nextInt(10); i > 0; i--) {
            boolean isPing = random.nextInt(3) == 0;
            String text = "x".repeat(random.nextInt(300));
            all.writeBytes(Codec.write(isPing ? new PingReq() : Talk.publish("a/b", 1, 1 + i, text), Version.V5));
        }
        return all.toByteArray();
    }

    private static Talk say(byte[] bytes, Random cuts, String... faults) {
        Talk talk = new Talk(3, faults);
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + 1 + cuts.nextInt(cuts.nextInt(8) == 0 ? 1000 : 6));
            talk.bytes(Direction.CLIENT_TO_SERVER, Arrays.copyOfRange(bytes, at, to));
            at = to;
        }
        talk.ends(Direction.CLIENT_TO_SERVER);
        return talk.after(5_000);
    }

    @Property(tries = 300)
    void withoutRulesTheSameBytesComeOut(@ForAll long seed, @ForAll boolean isNonsense) {
        Random random = new Random(seed);
        byte[] bytes = packets(random);
        if (isNonsense) {
            random.nextBytes(bytes);
        }
        Talk talk = say(bytes, random);
        assertArrayEquals(bytes, talk.took(Direction.CLIENT_TO_SERVER));
        assertArrayEquals(bytes, talk.tapped(Side.CLIENT, Direction.CLIENT_TO_SERVER));
    }

    /// Nor do rules that touch nothing, or only the time, whatever has to be collected.
    @Property(tries = 300)
    void whatIsCollectedComesOutTheSame(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = packets(random);
        Talk talk = say(
                bytes,
                random,
                "drop PUBLISH 1000",
                "delay PINGREQ 50% 3ms±3ms",
                "drop any where mqtt.topic == \"other\"",
                "throttle 10kB/s");
        assertArrayEquals(bytes, talk.took(Direction.CLIENT_TO_SERVER));
    }

    @Provide
    Arbitrary<List<String>> faults() {
        return Arbitraries.of(
                        "drop any 30%",
                        "delay any 20% 5ms±5ms",
                        "duplicate any 30%",
                        "truncate any 20% to 3",
                        "truncate PUBLISH to 0",
                        "corrupt any",
                        "corrupt PUBLISH at 70",
                        "set mqtt.qos=3 in PUBLISH",
                        "set mqtt.len=100 in any 10%",
                        "set mqtt.topic=\"longer than before\" in any",
                        "set mqtt.clientid=\"\" in CONNECT",
                        "set mqtt.property_len=5 in any",
                        "cut any 3%",
                        "cut after PUBLISH 10",
                        "throttle 500kB/s",
                        "drop PUBLISH where mqtt.topic contains \"a\" && mqtt.msgid > 3")
                .list()
                .ofMaxSize(6);
    }

    /// Nothing throws, and the same comes out whatever way the bytes were cut: rules see packets.
    @Property(tries = 500)
    void anythingGoes(
            @ForAll long seed, @ForAll("faults") List<String> faults, @ForAll @IntRange(min = 0, max = 20) int damage) {
        Random random = new Random(seed);
        byte[] bytes = packets(random);
        for (int i = 0; i < damage; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        String[] rules = faults.toArray(String[]::new);
        Talk one = say(bytes, new Random(1), rules);
        Talk other = say(bytes, new Random(2), rules);
        assertEquals(
                one.rules.all().stream().map(it -> it.matched()).toList(),
                other.rules.all().stream().map(it -> it.matched()).toList());
        assertArrayEquals(one.took(Direction.CLIENT_TO_SERVER), other.took(Direction.CLIENT_TO_SERVER));
        assertArrayEquals(
                one.tapped(Side.SERVER, Direction.CLIENT_TO_SERVER),
                other.tapped(Side.SERVER, Direction.CLIENT_TO_SERVER));
    }
}
