package mqttlab.cli.learn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/// What a check has to say of a packet.
sealed interface Outcome {

    /// It has nothing to do with the step.
    Outcome NOTHING = new Nothing();

    record Nothing() implements Outcome {}

    /// The step is done.
    ///
    /// @param frames that prove it
    record Done(List<Long> frames) implements Outcome {}

    /// It was nearly what is wanted.
    ///
    /// @param hint the name of what to say, in the stage's text
    /// @param values to put there in place of {0}, {1} and so on; may come from outside
    record Near(String hint, List<String> values) implements Outcome {}

    static Outcome done(long... frames) {
        return new Done(LongStream.of(frames).boxed().toList());
    }

    static Outcome near(String hint, Object... values) {
        return new Near(hint, Arrays.stream(values).map(String::valueOf).toList());
    }
}
