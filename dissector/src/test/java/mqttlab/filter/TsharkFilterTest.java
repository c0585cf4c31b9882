package mqttlab.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Filters select the same frames as tshark's.
///
/// Not asked: `count(mqtt.topic)`, since sharkd reads every capture twice and then finds the topic of an alias
/// twice; and the order of bytes of different length, since 4.0 holds the longer for the greater.
class TsharkFilterTest {

    private static final List<String> FILTERS = """
        mqtt
        mqtt.topic
        mqtt.retain
        mqtt.qos == 1
        mqtt.qos != 1
        mqtt.qos !== 1
        mqtt.qos ~= 1
        mqtt.qos === 1
        mqtt.qos eq 2 and mqtt.dupflag ne 1
        all mqtt.qos > 0
        any mqtt.qos gt 0
        mqtt.qos >= 1 && mqtt.qos <= 1
        mqtt.qos lt 1 || mqtt.sub.qos ge 1
        !mqtt.qos == 1
        not mqtt.topic and mqtt.msgtype != 1
        mqtt.msgtype == 3 or mqtt.msgtype == 4 and mqtt.msgid == 1
        (mqtt.msgtype == 3 or mqtt.msgtype == 4) and mqtt.msgid == 1
        mqtt.msgtype in {1, 2, 8..10}
        mqtt.msgtype not in {3, 4}
        mqtt.msgid in {1..2, 0x10}
        mqtt.hdrflags == 0x32
        mqtt.hdrflags == 062
        mqtt.hdrflags == 0b110010
        mqtt.len > 0x7f
        mqtt.retain == 1
        mqtt.retain == TRUE
        mqtt.retain == 5
        mqtt.retain > 0
        mqtt.conflag.willflag == 1
        mqtt.conflag.cleansess == 0
        mqtt.conack.flags.reserved == 0
        mqtt.conack.flags.sp == 1
        mqtt.conack.val == 0
        mqtt.connack.reason_code == "Success"
        mqtt.puback.reason_code == "No matching subscribers"
        mqtt.disconnect.reason_code >= 0x80
        mqtt.suback.reason_code in {0x80..0xff}
        mqtt.subscription_options == 0x1d
        mqtt.topic == "weather/berlin"
        mqtt.topic != "weather/berlin"
        mqtt.topic == "weather/berlin" && mqtt.qos == 0
        mqtt.topic contains "er/"
        mqtt.topic contains "ER/"
        mqtt.topic matches "^WEATHER/.*n$"
        mqtt.topic matches r"/\\d$"
        mqtt.topic matches "(?-i)[A-Z]"
        mqtt.topic > "v"
        mqtt.topic in {"echo/+", "echo/0".."echo/9"}
        mqtt.topic contains "\\xc3\\xa9"
        mqtt.topic contains "\\u00e9"
        lower(mqtt.topic) contains "weather"
        upper(mqtt.topic) contains "WEATHER"
        len(mqtt.topic) > 12
        len(mqtt.msg) == 0
        len(mqtt.qos) == 1
        count(mqtt.topic_len) > 1
        count(mqtt.msgid) == 0
        mqtt.msg contains "celsius"
        mqtt.msg contains ff:d8
        mqtt.msg contains 00
        mqtt.msg == "sunny"
        mqtt.msg == 73:75:6e:6e:79
        mqtt.msg == 73756e6e79
        mqtt.msg == 73-75-6e-6e-79
        mqtt.msg matches "\\"celsius\\""
        mqtt.properties
        mqtt.properties && mqtt.property_len == 0
        mqtt.will_properties
        mqtt.property_id == 0x26
        mqtt.prop_number == 20
        mqtt.prop_number in {1..3, 3600, 0xffffffff}
        mqtt.prop_key == "purpose" && mqtt.prop_value != "display"
        mqtt.prop_string contains "weather"
        mqtt.property.content_type == "application/json"
        mqtt.property.max_qos == 1
        mqtt.username
        mqtt.passwd contains "s"
        mqtt.clientid == ""
        mqtt.willtopic contains "wills" or mqtt.willmsg contains 67
        mqtt contains "MQTT"
        mqtt contains 00:04:4d
        mqtt matches "mqisdp"
        frame.number in {1..60} && mqtt.qos
        """.lines().toList();

    @TempDir
    Path folder;

    @Test
    void selectsTheSameFrames() throws IOException, InterruptedException {
        Tshark tshark = Tshark.in(folder);
        List<Frame> frames = tshark.frames();
        assertTrue(frames.size() > 200, "tshark found only " + frames.size() + " frames with MQTT");
        List<List<Integer>> theirs = tshark.select(FILTERS);
        for (int i = 0; i < FILTERS.size(); i++) {
            assertEquals(theirs.get(i), select(frames, FILTERS.get(i)), FILTERS.get(i));
        }
    }

    private static List<Integer> select(List<Frame> frames, String text) {
        Filter<Frame> filter = Filter.compile(text, Frame.terms());
        return frames.stream().filter(filter::test).map(Frame::number).toList();
    }
}
