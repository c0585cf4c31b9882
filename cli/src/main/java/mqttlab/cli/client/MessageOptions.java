package mqttlab.cli.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Framing;
import mqttlab.packet.Properties;
import org.jspecify.annotations.Nullable;

/// The options that say what message to send.
final class MessageOptions {

    final Encoding encoding;
    private final Options.Value<@Nullable String> topic;
    private final Options.Value<@Nullable String> text;
    private final Options.Value<@Nullable String> file;
    private final Options.Value<Boolean> empty;
    private final Options.Value<Boolean> stdin;
    private final Options.Value<@Nullable String> qos;
    private final Options.Value<Boolean> retain;

    MessageOptions(Options options, Encoding encoding) {
        this.encoding = encoding;
        // @formatter:off
        topic = options.text("-t --topic", "TOPIC", "The topic to publish to.");
        text = options.text("-m --message", "TEXT", "Send this text.");
        file = options.text("-f --file", "FILE", "Send the content of this file.");
        empty = options.flag("-n --null-message", "Send an empty message.");
        stdin = options.flag("-s --stdin-file", "Send standard input as one message.");
        qos = options.text("-q --qos", "0|1|2", "Send at most once (0, if not given), at least once, or exactly once.");
        retain = options.flag("-r --retain", "Have the server keep the message for later subscribers.");
        // @formatter:on
    }

    @Nullable
    String topic() {
        return topic.get();
    }

    /// How many of the options that say what to send were given.
    int count() {
        return (text.get() == null ? 0 : 1)
                + (file.get() == null ? 0 : 1)
                + (empty.get() ? 1 : 0)
                + (stdin.get() ? 1 : 0);
    }

    int qos() {
        return (int) Numbers.parse("-q", qos.get(), 0, 2, 0);
    }

    Message message(String to, Bytes payload, Properties properties) {
        return new Message(to, payload, qos(), retain.get(), properties, 0);
    }

    Bytes payload(Streams streams) throws IOException {
        if (empty.get()) {
            return Bytes.EMPTY;
        }
        String said = text.get();
        String name = file.get();
        Bytes content =
                said != null ? Bytes.utf8(said) : name == null ? read("standard input", streams.in()) : read(name);
        if (encoding.isPlain()) {
            return content;
        }
        byte[] digits = content.toArray();
        return encoding.decode(digits, 0, digits.length);
    }

    private static Bytes read(String name) throws IOException {
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new Failure(Status.FAILED, name + ": a directory, and -f sends the content of a file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(name, in);
        }
    }

    private static Bytes read(String name, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(Framing.MAX_LENGTH);
        if (bytes.length == Framing.MAX_LENGTH) {
            throw new Failure(Status.FAILED, name + ": more than fits into a packet, which is 256 MiB");
        }
        return Bytes.of(bytes);
    }
}
