package mqttlab.broker.hub;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import mqttlab.conversation.TopicFilter;
import org.jspecify.annotations.Nullable;

/// Believes what users say to be, and lets them read and write what the test allows: nothing at first.
final class Rights implements Access {

    private record Right(@Nullable String user, String filter) {}

    private final Set<Right> rights = new HashSet<>();

    /// @param user null for clients without one
    Rights allow(@Nullable String user, String... filters) {
        for (String filter : filters) {
            rights.add(new Right(user, filter));
        }
        return this;
    }

    /// Takes back what was allowed.
    void withdraw(@Nullable String user, String filter) {
        rights.remove(new Right(user, filter));
    }

    boolean has(@Nullable String user, String topic) {
        return rights.stream().anyMatch(it -> Objects.equals(it.user, user) && TopicFilter.matches(it.filter, topic));
    }

    @Override
    public void verify(Login login, Consumer<? super Verdict> verdict) {
        verdict.accept(new Verdict.Granted(login.userName()));
    }

    @Override
    public boolean mayPublish(Who who, String topic) {
        return has(who.user(), topic);
    }

    @Override
    public boolean mayRead(Who who, String topic) {
        return has(who.user(), topic);
    }

    @Override
    public boolean limitsReading() {
        return true;
    }
}
