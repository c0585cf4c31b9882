package mqttlab.broker.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Files of text that people write.
final class Text {

    private static final long MAX_BYTES = 64 << 20;

    private Text() {}

    /// Lines of UTF-8, without what ends them.
    static List<String> lines(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new AccessException(file + ": it is longer than 64 MiB: is it the right file?");
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw new AccessException(file, "it is not text in UTF-8: is it the right file?", e);
        }
    }
}
