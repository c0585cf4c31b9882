package mqttlab.junit;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/// Something that a client is to do or to get: [#within] looks whether it does. A test that makes an expectation and
/// does not look fails.
///
/// It does not matter whether it has happened already: all that was said since the broker started counts.
///
/// @param <T> what is found, a packet mostly
public final class Expectation<T> {

    private final Journal journal;
    private final Claims claims;
    private final String clientId;
    private final String claim;
    private final Function<List<Moment>, List<T>> search;
    private int times = 1;

    Expectation(Journal journal, Claims claims, String clientId, String claim, Function<List<Moment>, List<T>> search) {
        this.journal = journal;
        this.claims = claims;
        this.clientId = clientId;
        this.claim = claim;
        this.search = search;
        claims.open(this);
    }

    /// "client "kitchen" sent PUBLISH of topic a/b".
    String claim() {
        return "client \"" + Journal.shown(clientId) + "\" " + claim + (times > 1 ? " " + times + " times" : "");
    }

    /// Expects it as often as that, or more often.
    public Expectation<T> atLeast(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("at least " + count + " times: expected 1 or more");
        }
        times = count;
        return this;
    }

    /// Waits until it has happened, and returns what was found; of several the last one that was needed.
    ///
    /// @throws AssertionFailedError where it does not happen in time: its message is what happened instead
    public T within(Duration patience) {
        claims.looked(this);
        List<Moment> said = journal.await(clientId, it -> search.apply(it).size() >= times, patience);
        List<T> found = search.apply(said);
        if (found.size() < times) {
            throw new AssertionFailedError(failure(found.size(), patience));
        }
        return found.get(times - 1);
    }

    /// Looks whether it has happened by now.
    public T now() {
        return within(Duration.ZERO);
    }

    private String failure(int found, Duration patience) {
        String when = patience.isZero() ? " by now" : " within " + patience.toMillis() / 1000.0 + " s";
        String often = times > 1 ? ", but " + found + " times" : "";
        return "expected that " + claim() + when + often + ". " + journal.story(clientId);
    }

    /// Fails where something has happened that was not to happen.
    static void fail(String claim, Journal journal, @Nullable String clientId) {
        throw new AssertionFailedError("expected that " + claim + ". " + journal.story(clientId));
    }
}
