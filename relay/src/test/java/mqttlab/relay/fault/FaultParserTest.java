package mqttlab.relay.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;
import mqttlab.packet.Direction;
import mqttlab.packet.PacketType;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultParserTest {

    @Test
    void everythingTogether() {
        Fault fault = Fault.parse("drop PUBACK,pubrec 2-4 from server of \"my client*\" where mqtt.msgid == 7");
        assertEquals(new Action.Drop(), fault.action());
        assertEquals(Set.of(PacketType.PUBACK, PacketType.PUBREC), fault.types());
        assertEquals(new Which.Range(2, 4), fault.which());
        assertEquals(Direction.SERVER_TO_CLIENT, fault.from());
        assertEquals("my client*", fault.client());
        assertEquals("mqtt.msgid == 7", fault.filter());
    }

    private static Action action(String text) {
        return Fault.parse(text).action();
    }

    private static Which which(String text) {
        return Fault.parse(text).which();
    }

    @Test
    void actions() {
        assertEquals(new Action.Delay(200_000_000, 50_000_000), action("delay PUBLISH 200ms±50ms"));
        assertEquals(new Action.Delay(1_500_000_000, 1_000), action("delay PUBLISH 1.5s+-1us"));
        assertEquals(new Action.Delay(200_000_000, 0), action("Delay publish 3 200ms"));
        assertEquals(new Action.Duplicate(), action("duplicate PUBREL"));
        assertEquals(new Action.Truncate(5), action("truncate PUBLISH to 5"));
        assertEquals(new Action.Corrupt(OptionalInt.empty()), action("corrupt PUBLISH"));
        assertEquals(new Action.Corrupt(OptionalInt.of(3)), action("corrupt PUBLISH 10% at 3"));
        assertEquals(new Action.Cut(false), action("cut PUBLISH 3"));
        assertEquals(new Action.Cut(true), action("cut after PUBLISH 3"));
        assertEquals(new Action.Throttle(10_000), action("throttle 10kB/s"));
        assertEquals(new Action.Throttle(1_500_000), action("throttle 1.5MB/s from client"));
        assertTrue(action("set mqtt.qos=2 in PUBLISH") instanceof Action.Change);
    }

    @Test
    void whichOnes() {
        assertEquals(Which.ALL, which("drop any"));
        assertEquals(new Which.Range(1, 1), which("drop PUBACK 1"));
        assertEquals(new Which.Range(5, Long.MAX_VALUE), which("drop PUBACK 5-"));
        assertEquals(new Which.Every(10), which("drop PUBACK every 10"));
        assertEquals(new Which.Chance(0.125), which("drop PUBACK 12.5%"));
        assertEquals(EnumSet.allOf(PacketType.class), Fault.parse("drop any").types());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                       | 0  | expected what to do: drop, delay, duplicate, truncate, corrupt, set, cut, throttle
        drp PUBACK               | 0  | expected what to do: drop, delay, duplicate, truncate, corrupt, set, cut, throttle; did you mean drop?
        drop                     | 4  | expected a packet type: any, CONNECT
        drop PUBAK 1             | 5  | did you mean PUBACK
        drop PUBLISH,PUBAK       | 13 | did you mean PUBACK
        drop PUBACK first        | 12 | expected the end, or: from, of, where
        drop PUBACK 0            | 12 | packets count from 1
        drop PUBACK 4-2          | 12 | nothing lies in this range: write the lesser number first
        drop PUBACK 110%         | 12 | expected at most 100%
        drop PUBACK every        | 17 | expected a number: every how many, such as 'every 10'
        drop PUBACK from sever   | 17 | expected who sends: client, server; did you mean server?
        drop PUBACK of           | 14 | expected a client identifier
        drop PUBACK where        | 17 | expected a display filter
        drop PUBACK where mqtt.qs > 0 | 18 | mqtt.qos
        delay PUBLISH            | 13 | expected a time in us, ms or s, such as 200ms or 200ms±50ms
        delay PUBLISH 200        | 17 | expected a time in us, ms or s, such as 200ms or 200ms±50ms
        delay PUBLISH 20ms±50ms  | 19 | expected at most the delay itself, 20ms
        delay PUBLISH 2h         | 14 | expected a time
        truncate PUBLISH 5       | 18 | expected how many bytes are left, such as 'to 5'
        set mqtt.qs=2 in PUBLISH | 4  | there is no field mqtt.qs; did you mean
        set mqtt.qos=4 in PUBLISH | 13 | mqtt.qos: expected 0 to 3
        set mqtt.qos 2           | 4  | expected a field and its value, such as mqtt.qos=2
        set mqtt.qos=2 PUBLISH   | 15 | expected in which packets, such as 'in PUBLISH'
        throttle 10              | 9  | expected bytes in a second, such as 500B/s, 10kB/s or 1MB/s
        throttle 0B/s            | 9  | expected at least one byte in a second
        throttle 1kB/s where mqtt | 15 | expected the end, or: from, of
        """)
    void mistakes(String text, int offset, String message) {
        FaultException e = assertThrows(FaultException.class, () -> Fault.parse(text));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(offset, e.offset(), e.marked());
    }

    @Test
    void theMistakeIsPointedAt() {
        FaultException e = assertThrows(FaultException.class, () -> Fault.parse("drop PUBAK 1"));
        assertEquals("    drop PUBAK 1\n         ^~~~~", e.marked());
    }

    @Property
    void anyTextIsAFaultOrAMistake(@ForAll String text) {
        try {
            Fault.parse("drop " + text);
        } catch (FaultException e) {
            assertTrue(e.offset() <= text.length() + 5);
            assertTrue(e.marked().chars().allMatch(c -> c == '\n' || !Character.isISOControl(c)));
            assertTrue(e.getMessage().chars().allMatch(c -> !Character.isISOControl(c)), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kitchen, kitchen, true",
        "kit*, kitchen, true",
        "*chen, kitchen, true",
        "k*t*n, kitchen, true",
        "k?tchen, kitchen, true",
        "kit, kitchen, false",
        "*x*, kitchen, false",
        "'', '', true",
        "*, '', true",
        "?, '', false",
        "a*a*a*a*a*a*b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, false",
    })
    void patterns(String pattern, String text, boolean isMatch) {
        assertEquals(isMatch, Glob.matches(pattern, text));
    }
}
