package mqttlab.capture.mqtt;

import mqttlab.capture.link.TcpSegment;
import mqttlab.capture.tcp.Connection;
import mqttlab.capture.tcp.Ending;
import mqttlab.capture.tcp.StreamHandler;
import org.jspecify.annotations.Nullable;

/// Reads one TCP connection: finds out whether it carries MQTT, and then reads both directions.
final class StreamReader implements StreamHandler {

    private final MqttExtractor extractor;
    private final Connection connection;
    private @Nullable Detector detector;
    private @Nullable MqttStream stream;
    private @Nullable PacketReader reader0;
    private @Nullable PacketReader reader1;

    /// @param detector finds out whether it is MQTT, or null if that is known
    StreamReader(MqttExtractor extractor, Connection connection, @Nullable Detector detector) {
        this.extractor = extractor;
        this.connection = connection;
        this.detector = detector;
    }

    @Override
    public void data(int direction, TcpSegment segment, byte[] bytes, int offset, int length) {
        if (detector != null) {
            detect(detector, direction, segment, bytes, offset, length);
            return;
        }
        if (stream == null) {
            if (connection.hasBeginning(direction) && isForeign(bytes, offset, length)) {
                return;
            }
            open();
        }
        PacketReader reader = direction == 0 ? reader0 : reader1;
        if (reader != null) {
            long before = extractor.found();
            reader.data(segment, bytes, offset, length);
            if (segment.frame().comment() != null && extractor.found() == before) {
                remark(direction, segment);
            }
        }
    }

    @Override
    public void remark(int direction, TcpSegment segment) {
        String comment = segment.frame().comment();
        if (stream != null && comment != null) {
            extractor
                    .sink()
                    .event(new StreamEvent.Remark(
                            stream, direction, segment.frame().number(), comment));
        }
    }

    private void detect(Detector detector, int direction, TcpSegment segment, byte[] bytes, int offset, int length) {
        switch (detector.judge(direction, segment, bytes, offset, length)) {
            case YES -> {
                this.detector = null;
                open();
                detector.replay(this);
            }
            case NO -> {
                this.detector = null;
                detector.drop();
                connection.ignore();
            }
            case NOT_YET -> {}
        }
    }

    private boolean isForeign(byte[] bytes, int offset, int length) {
        String protocol = Foreign.protocol(bytes, offset, length);
        if (protocol == null) {
            return false;
        }
        extractor.sink().event(new StreamEvent.Foreign(newStream(), protocol));
        connection.ignore();
        return true;
    }

    private MqttStream newStream() {
        MqttStream created = new MqttStream(connection);
        created.learnEnds(extractor.rules());
        return created;
    }

    private void open() {
        stream = newStream();
        extractor.sink().event(new StreamEvent.Opened(stream));
        reader0 = new PacketReader(extractor, stream, 0, connection.hasBeginning(0));
        reader1 = new PacketReader(extractor, stream, 1, connection.hasBeginning(1));
    }

    @Override
    public void lost(int direction, long bytes) {
        if (detector != null) {
            detector.lost(direction, bytes);
            return;
        }
        if (stream == null) {
            open();
        }
        PacketReader reader = direction == 0 ? reader0 : reader1;
        if (reader != null) {
            reader.lost(bytes);
        }
    }

    @Override
    public void unseen(int direction) {
        if (detector != null) {
            detector.unseen(direction);
        } else if (stream != null) {
            extractor.sink().event(new StreamEvent.Unseen(stream, direction));
        }
    }

    @Override
    public void overlapped(int direction, int bytes) {
        if (stream != null) {
            extractor.sink().event(new StreamEvent.Overlapped(stream, direction, bytes));
        }
    }

    @Override
    public void finished(int direction, long time) {
        end(direction);
        if (stream != null) {
            extractor.sink().event(new StreamEvent.Finished(stream, direction, time));
        }
    }

    private void end(int direction) {
        PacketReader reader = direction == 0 ? reader0 : reader1;
        if (reader != null) {
            reader.end();
        }
    }

    @Override
    public void closed(Ending ending, int by) {
        if (detector != null) {
            detector.drop();
            connection.ignore();
        }
        end(0);
        end(1);
        if (stream != null) {
            extractor.sink().event(new StreamEvent.Closed(stream, ending, by));
        }
    }
}
