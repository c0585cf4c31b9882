package mqttlab.capture.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import mqttlab.capture.mqtt.PortRules.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortRulesTest {

    @Test
    void theRegisteredPortIsMqttAndOthersAreDecidedByContent() {
        PortRules rules = new PortRules();
        assertEquals(Verdict.MQTT, rules.verdict(40_000, 1883));
        assertEquals(Verdict.MQTT, rules.verdict(1883, 40_000));
        assertEquals(Verdict.CONTENT_DECIDES, rules.verdict(40_000, 17_501));
        assertEquals(1, rules.server(40_000, 1883));
        assertEquals(-1, rules.server(1883, 1883));
        assertEquals(-1, rules.server(1, 2));
    }

    @Test
    void laterRulesComeBeforeEarlierOnes() {
        PortRules rules = new PortRules().add("tcp.port==1800-1900,none").add("tcp.port==1883,mqtt");
        assertEquals(Verdict.MQTT, rules.verdict(40_000, 1883));
        assertEquals(Verdict.NONE, rules.verdict(40_000, 1884));
        assertEquals(Verdict.NONE, rules.verdict(1883, 1900));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1883,mqtt | not a rule: '1883,mqtt'; one looks like tcp.port==17501,mqtt or tcp.port==1883,none",
                "tcp.port==1883 | not a rule: 'tcp.port==1883'; one looks like tcp.port==17501,mqtt or"
                        + " tcp.port==1883,none",
                "tcp.port==1883,http | not a protocol known here: 'http'; there are mqtt and none",
                "tcp.port==x,mqtt | not a port: 'x'; one is a number up to 65535",
                "tcp.port==1890-1884,mqtt | not a range of ports: '1890-1884'; the lower one comes first",
                "tcp.port==1-70000,mqtt | not a port: '70000'; one is a number up to 65535",
            })
    void aWrongRuleIsExplained(String rule, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> new PortRules().add(rule))
                        .getMessage());
    }
}
