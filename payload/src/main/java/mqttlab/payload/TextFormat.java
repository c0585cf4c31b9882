package mqttlab.payload;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import mqttlab.packet.Bytes;
import mqttlab.packet.Show;
import org.jspecify.annotations.Nullable;

/// Plain text, UTF-8 unless the Content Type names another `charset`.
final class TextFormat implements PayloadFormat {

    @Override
    public String name() {
        return "text";
    }

    @Override
    public boolean isNamedBy(ContentType type) {
        return type.type().startsWith("text/");
    }

    /// Well-formed UTF-8 with no control characters but white space.
    @Override
    public boolean isRecognisedIn(Bytes payload) {
        byte[] bytes = payload.toArray();
        return Show.isText(bytes, 0, bytes.length);
    }

    @Override
    public Value decode(Message message) throws PayloadException {
        return new Value.Text(text(message));
    }

    /// The payload in the charset that its Content Type names.
    static String text(Message message) throws PayloadException {
        ContentType type = message.contentType();
        Charset charset = charset(type == null ? null : type.parameter("charset"));
        ByteBuffer in = ByteBuffer.wrap(message.payload().toArray());
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.allocate((int) Math.ceil(in.remaining() * (double) decoder.maxCharsPerByte()));
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        if (result.isError()) {
            throw new PayloadException("not well-formed " + charset.name(), in.position());
        }
        return out.flip().toString();
    }

    private static Charset charset(@Nullable String name) throws PayloadException {
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new PayloadException("there is no charset '" + name + "' here");
        }
    }
}
