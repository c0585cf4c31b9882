package mqttlab.capture.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a reader made of a file: a line for every frame, and the error that ended it, if one did.
record Reading(List<String> frames, @Nullable String error) {

    static Reading of(byte[] file) {
        return of(new ByteArrayInputStream(file));
    }

    /// Any exception but a [CaptureException] is a bug and comes through.
    static Reading of(InputStream in) {
        List<String> frames = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(in, "x")) {
            while (reader.next()) {
                frames.add(line(reader.frame()));
            }
            return new Reading(frames, null);
        } catch (CaptureException e) {
            return new Reading(frames, e.getMessage());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Number, time, interface, link type, length on the wire, bytes.
    private static String line(CapturedFrame frame) {
        String time = frame.time() == CapturedFrame.NO_TIME ? "-" : Long.toString(frame.time());
        String bytes = HexFormat.of().formatHex(frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
        return "%d %s i%d l%d %d %s"
                .formatted(frame.number(), time, frame.interfaceId(), frame.linkType(), frame.length(), bytes);
    }
}
