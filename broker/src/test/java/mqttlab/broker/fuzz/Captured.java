package mqttlab.broker.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.capture.file.CaptureReader;
import mqttlab.capture.mqtt.Direction;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.capture.mqtt.MqttPacket;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.packet.PacketType;

/// What real clients have sent to real servers, in the captures of testdata/pcaps: packets of a client, each whole.
record Captured(List<byte[]> connects, List<byte[]> others) {

    private static final Path CAPTURES = Path.of("../testdata/pcaps");

    static Captured read() {
        Captured all = new Captured(new ArrayList<>(), new ArrayList<>());
        try (Stream<Path> files = Files.list(CAPTURES)) {
            files.filter(it -> it.toString().matches(".*\\.pcap(ng)?(\\.gz)?"))
                    .sorted()
                    .forEach(all::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private void read(Path file) {
        MqttExtractor extractor = new MqttExtractor(new PortRules(), MqttLimits.USUAL, this::take);
        try (CaptureReader reader = CaptureReader.open(file)) {
            while (reader.next()) {
                extractor.accept(reader.frame());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        extractor.finish();
    }

    private void take(MqttPacket packet) {
        if (packet.form() == MqttPacket.Form.WHOLE && packet.direction() != Direction.TO_CLIENT) {
            byte[] bytes = Arrays.copyOfRange(packet.bytes(), packet.offset(), packet.offset() + packet.length());
            boolean isConnect = (bytes[0] & 0xff) >> 4 == PacketType.CONNECT.number();
            (isConnect ? connects : others).add(bytes);
        }
    }
}
