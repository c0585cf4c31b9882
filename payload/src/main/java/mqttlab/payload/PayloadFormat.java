package mqttlab.payload;

import mqttlab.packet.Bytes;

/// A way in which applications write payloads.
///
/// Implementations are found by [java.util.ServiceLoader]: a public class with a constructor without parameters,
/// named in `META-INF/services/mqttlab.payload.PayloadFormat`. An instance sees the messages of one capture in their
/// order, from one thread, and may remember what it saw; how much must not depend on who sent it.
///
/// The three questions decide which format reads a message that no rule is for. The first format that says yes to
/// [#isNamedBy] is taken, else the first that says yes to [#isUsedOn], else to [#isRecognisedIn].
public interface PayloadFormat {

    /// What rules and output call it, in lower case: `cbor`.
    String name();

    /// Whether a Content Type says that the payload is written so.
    default boolean isNamedBy(ContentType type) {
        return false;
    }

    /// Whether the messages of a topic are written so, by a convention that everybody keeps.
    default boolean isUsedOn(String topic) {
        return false;
    }

    /// Whether the bytes are hardly anything else. Payloads are often a few bytes of somebody's own, so that
    /// well-formedness alone says little: rather no than a wrong yes.
    default boolean isRecognisedIn(Bytes payload) {
        return false;
    }

    /// Takes note of a message on a topic that the format [is used on][#isUsedOn], shown or not, before it is
    /// decoded.
    default void learn(Message message) {}

    /// Reads a payload of at least one byte and at most [Limits#BYTES].
    ///
    /// @throws PayloadException where it is not written so; whatever else is thrown is told as such
    Value decode(Message message) throws PayloadException;
}
