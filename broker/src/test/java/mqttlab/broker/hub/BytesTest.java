package mqttlab.broker.hub;

import static mqttlab.broker.hub.Words.puback;
import static mqttlab.broker.hub.Words.pubcomp;
import static mqttlab.broker.hub.Words.publish;
import static mqttlab.broker.hub.Words.pubrec;
import static mqttlab.broker.hub.Words.pubrel;
import static mqttlab.broker.hub.Words.suback;
import static mqttlab.broker.hub.Words.subscribe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import mqttlab.packet.Codec;
import mqttlab.packet.Packet;
import mqttlab.packet.PingReq;
import mqttlab.packet.PingResp;
import mqttlab.packet.Version;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// However the network cuts what a client says, it is the same; and no bytes at all harm the broker.
class BytesTest {

    private static final List<Packet> WORDS = List.of(
            Hello.v5("a").packet(),
            subscribe(1, "t/#", 2),
            publish("t/1", 2, 7, "x".repeat(200)),
            pubrel(7),
            publish("t/2", 1, 8, "m"),
            pubrec(1),
            pubcomp(1),
            puback(2),
            publish("t/3", ""),
            new PingReq());

    private static final byte[] WHOLE = bytes(WORDS);

    private static byte[] bytes(List<Packet> packets) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packets.forEach(it -> out.writeBytes(Codec.write(it, Version.V5)));
        return out.toByteArray();
    }

    /// What a client hears that says all of it, in these pieces.
    private static List<Packet> answers(Consumer<Client> says) {
        Lab lab = new Lab();
        Client client = lab.open();
        says.accept(client);
        lab.flush();
        return client.heard();
    }

    @Test
    void theAnswersAreThese() {
        List<Packet> answers = answers(it -> it.sends(WHOLE));
        assertEquals(
                List.of(
                        suback(1, 2),
                        publish("t/1", 2, 1, "x".repeat(200)),
                        pubrec(7),
                        pubcomp(7),
                        publish("t/2", 1, 2, "m"),
                        puback(8),
                        pubrel(1),
                        publish("t/3", ""),
                        new PingResp()),
                answers.subList(1, answers.size()));
    }

    @Test
    void byteByByteItIsTheSame() {
        List<Packet> expected = answers(it -> it.sends(WHOLE));
        assertEquals(expected, answers(it -> {
            for (byte each : WHOLE) {
                it.sends(new byte[] {each});
            }
        }));
    }

    @Test
    void cutAnywhereItIsTheSame() {
        List<Packet> expected = answers(it -> it.sends(WHOLE));
        for (int i = 0; i <= WHOLE.length; i++) {
            int cut = i;
            assertEquals(
                    expected,
                    answers(it ->
                            it.sends(Arrays.copyOf(WHOLE, cut)).sends(Arrays.copyOfRange(WHOLE, cut, WHOLE.length))),
                    () -> "cut at " + cut);
        }
    }

    @Property(tries = 300)
    void cutIntoPiecesItIsTheSame(@ForAll Random random) {
        List<Packet> expected = answers(it -> it.sends(WHOLE));
        assertEquals(expected, answers(it -> {
            for (int at = 0; at < WHOLE.length; ) {
                int end = Math.min(WHOLE.length, at + 1 + random.nextInt(1 + random.nextInt(60)));
                it.sends(Arrays.copyOfRange(WHOLE, at, end));
                at = end;
            }
        }));
    }

    @Property(tries = 1000)
    void noBytesHarmAnybody(@ForAll @Size(max = 300) byte[] bytes, @ForAll boolean isConnected) {
        harmless(isConnected, bytes);
    }

    @Property(tries = 3000)
    void noDamagedPacketsHarmAnybody(@ForAll Random random) {
        List<Packet> packets = new ArrayList<>(WORDS);
        if (random.nextBoolean()) {
            packets.removeFirst();
        }
        byte[] bytes = bytes(packets);
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        harmless(random.nextBoolean(), bytes);
    }

    private static void harmless(boolean isConnected, byte[] bytes) {
        Lab lab = new Lab(new MemoryStore().handsOff());
        Client witness = lab.open().says(Hello.v5("witness").kept(10).packet());
        lab.run();
        witness.welcomed().says(subscribe(1, "safe", 1));
        lab.run();
        witness.hears(suback(1, 1));
        Client foe = lab.open();
        if (isConnected) {
            foe.says(Hello.v5("foe").packet());
        }
        foe.sends(bytes);
        lab.flush();
        lab.run();
        if (!foe.isClosed()) {
            foe.vanishes();
            lab.run();
        }
        // The foe may be called "witness" by chance.
        if (!witness.isClosed()) {
            witness.heard();
            Client friend = lab.open().says(Hello.v5("friend").packet());
            lab.run();
            friend.welcomed().says(publish("safe", 1, 1, "still there"));
            lab.run();
            List<Packet> heard = witness.heard();
            assertTrue(heard.toString().contains("topic=safe"), heard::toString);
        }
        assertFalse(lab.hub.hasFailed());
    }

    @Test
    void aLengthThatLiesCostsNothing() {
        Lab lab = new Lab();
        Client foe = lab.open();
        foe.sends(new byte[] {0x10, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f});
        lab.flush();
        assertTrue(foe.isClosed());
        Client other = lab.connect("other");
        other.sends(new byte[] {0x30, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x01});
        lab.flush();
        other.isDismissed(0x81);
    }
}
