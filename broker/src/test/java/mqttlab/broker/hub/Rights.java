package mqttlab.broker.hub;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import mqttlab.conversation.TopicFilter;
import org.jspecify.annotations.Nullable;

/// Believes what users say to be, and lets them read and write what the test allows: nothing at first. Null stands for
/// clients without a user.
final class Rights implements Access {

    private record Right(@Nullable String user, String filter, boolean writes) {}

    private final Set<Right> rights = new HashSet<>();

    /// To read and to write.
    Rights allow(@Nullable String user, String filter) {
        return read(user, filter).write(user, filter);
    }

    Rights read(@Nullable String user, String filter) {
        rights.add(new Right(user, filter, false));
        return this;
    }

    Rights write(@Nullable String user, String filter) {
        rights.add(new Right(user, filter, true));
        return this;
    }

    /// Takes back what was allowed.
    void withdraw(@Nullable String user, String filter) {
        rights.removeIf(it -> Objects.equals(it.user, user) && it.filter.equals(filter));
    }

    private boolean has(@Nullable String user, String topic, boolean writes) {
        return rights.stream()
                .anyMatch(it ->
                        it.writes == writes && Objects.equals(it.user, user) && TopicFilter.matches(it.filter, topic));
    }

    @Override
    public void verify(Login login, Consumer<? super Verdict> verdict) {
        verdict.accept(new Verdict.Granted(login.userName()));
    }

    @Override
    public boolean mayPublish(Who who, String topic) {
        return has(who.user(), topic, true);
    }

    @Override
    public boolean mayRead(Who who, String topic) {
        return has(who.user(), topic, false);
    }

    @Override
    public boolean limitsReading() {
        return true;
    }
}
