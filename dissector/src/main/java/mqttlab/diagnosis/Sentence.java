package mqttlab.diagnosis;

import java.util.List;

/// Something that can be said of a capture.
///
/// @param text a sentence for people; what comes from outside is escaped in it
/// @param packets the numbers of the packets that prove it, in their order
/// @param more how many further packets prove it too
public record Sentence(About about, String text, List<Long> packets, long more) {

    static Sentence of(About about, String text, Proof proof) {
        return new Sentence(about, text, proof.packets(), proof.more());
    }
}
