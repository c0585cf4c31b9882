package mqttlab.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import mqttlab.packet.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", textBlock = """
        mqtt.topc                    => mqtt.topic
        mqtt.tpoic                   => mqtt.topic
        mqtt.toopic                  => mqtt.topic
        mqtt.tobic                   => mqtt.topic
        MQTT.Topic                   => mqtt.topic
        topic                        => mqtt.topic
        qos                          => mqtt.qos
        mqtt.client_id               => mqtt.clientid
        mqtt.will_topic              => mqtt.willtopic
        mqtt.type                    => mqtt.msgtype
        mqtt.payload                 => mqtt.msg
        mqtt.packet_id               => mqtt.msgid
        mqtt.keepalive               => mqtt.kalive
        mqtt.password                => mqtt.passwd
        session_expiry               => mqtt.property.session_expiry_interval
        mqtt.prop_nmber              => mqtt.prop_number
        frame.numbr                  => frame.number
        ip.scr                       => ip.src
        """)
    void isWhatWasMeant(String wrong, String meant) {
        Catalogue<Trace> catalogue = MqttTerms.ofTraces().and(new Others<>());
        assertEquals(meant, catalogue.nearest(wrong).getFirst());
    }

    @Test
    void offersThreeAtMost() {
        assertEquals(List.of("axb", "ayb", "azb"), Nearest.of("ab", List.of("azb", "ayb", "awwb", "axb", "azb")));
        assertEquals(List.of("ab"), Nearest.of("aB", List.of("abb", "ab", "a")));
    }

    @Test
    void offersNothingForWhatIsFar() {
        assertEquals(List.of(), Nearest.of("", List.of("mqtt")));
        assertEquals(List.of(), Nearest.of("http.host", List.of("mqtt.topic", "frame.number")));
        assertEquals(List.of(), Nearest.of("m".repeat(100_000), List.of("m".repeat(99_999))));
    }
}
