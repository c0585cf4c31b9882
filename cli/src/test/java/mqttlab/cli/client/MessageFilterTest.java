package mqttlab.cli.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import mqttlab.cli.client.PropertyOptions.Place;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import mqttlab.client.Message;
import mqttlab.packet.Version;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MessageFilterTest {

    /// The connection may be lost while messages are handed over: the command goes on in the next one.
    @Test
    void aRetainedMessageThatCannotBeRemovedIsPrinted() throws IOException {
        Options options = new Options();
        ClientOptions client = new ClientOptions("sub", options, List.of(Place.CONNECT, Place.DISCONNECT, Place.WILL));
        new CommandLine(options.spec()).parseArgs("-h", "127.0.0.1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Streams streams =
                new Streams(InputStream.nullInputStream(), new Output(out), new PrintStream(out), Terminal.NONE);
        MessageFilter filter = new MessageFilter(Version.V5, List.of(), true, false, false, 1);
        try (Talk talk = new Talk(client, streams, new Silence())) {
            assertTrue(filter.accepts(talk, Message.of("a", "kept").retained()));
        }
    }

    /// Never connects.
    private static final class Silence implements Speech {
        @Override
        public int speak(Talk talk) {
            throw new AssertionError();
        }

        @Override
        public boolean received(Talk talk, Message message) {
            throw new AssertionError();
        }
    }
}
