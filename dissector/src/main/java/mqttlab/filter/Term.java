package mqttlab.filter;

import org.jspecify.annotations.Nullable;

/// A name that filters and columns may use, and what it stands for in a subject.
///
/// @param <S> what is asked: a packet's trace, a frame, ...
public abstract class Term<S> {

    private final String name;
    private final Type type;

    protected Term(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    public final String name() {
        return name;
    }

    public final Type type() {
        return type;
    }

    /// Puts into `value` the first of the subject's values that stands at place `from` or later. Returns its place,
    /// behind which the search may go on, or -1 where there is none; places count from 0 and may have gaps.
    public abstract int next(S subject, int from, Value value);

    /// Whether all packets of a frame have the same value, such as the number of the frame.
    public boolean isShared() {
        return false;
    }

    /// What a number is called, or null.
    public @Nullable String nameOf(long number) {
        return null;
    }
}
