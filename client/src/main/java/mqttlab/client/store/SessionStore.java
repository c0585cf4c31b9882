package mqttlab.client.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import mqttlab.packet.Publish;

/// Keeps what a client must remember of a session (5.0 section 4.1): the messages it has sent with QoS 1 and 2 that
/// are not yet acknowledged, and the identifiers of those with QoS 2 it has received.
///
/// A session notes a change before it sends the packet that the change is about, and whoever sends packets calls
/// [#flush()] first. The calls come from one thread at a time, but for [#flush()], which may come from another.
public interface SessionStore extends Closeable {

    /// Keeps nothing: the session ends with the program.
    SessionStore NONE = new NoStore();

    /// What was kept when the program ended.
    ///
    /// @param messages not yet acknowledged, in the order in which they were published
    /// @param released the identifiers of messages that the server has, in the order in which it said so
    /// @param received the identifiers of messages received with QoS 2 and not yet released by the server
    record Kept(List<Publish> messages, List<Integer> released, List<Integer> received) {

        public static final Kept NOTHING = new Kept(List.of(), List.of(), List.of());

        public Kept {
            messages = List.copyOf(messages);
            released = List.copyOf(released);
            received = List.copyOf(received);
        }
    }

    Kept load() throws IOException;

    /// A message was accepted from the application.
    void published(Publish publish);

    /// PUBREC has come: of the message only the identifier is needed from now on.
    void released(int id);

    /// The exchange is over, and the identifier free.
    void completed(int id);

    /// The application has a message with QoS 2.
    void received(int id);

    /// PUBREL has come: the identifier may mean another message from now on.
    void forgotten(int id);

    /// Forgets everything.
    void clear();

    /// Makes sure that what was noted outlives the program.
    void flush() throws IOException;

    @Override
    void close() throws IOException;
}
