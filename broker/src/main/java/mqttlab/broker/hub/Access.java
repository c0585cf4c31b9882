package mqttlab.broker.hub;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// Who may connect, publish and subscribe.
public interface Access {

    /// Lets everybody do everything.
    Access ANYBODY = new Access() {};

    /// What a client says of itself.
    ///
    /// @param certificateName the common name of its certificate, which is then its user name
    /// @param wanted see [#isWanted()]
    record Login(
            String clientId,
            @Nullable String userName,
            @Nullable Bytes password,
            @Nullable String certificateName,
            String listener,
            BooleanSupplier wanted) {

        /// A login on whose verdict somebody waits, however long it takes.
        public Login(
                String clientId,
                @Nullable String userName,
                @Nullable Bytes password,
                @Nullable String certificateName,
                String listener) {
            this(clientId, userName, password, certificateName, listener, () -> true);
        }

        /// Whether the client still waits for the verdict, as far as the asking thread, which may be any, has heard:
        /// if not, none need be found.
        public boolean isWanted() {
            return wanted.getAsBoolean();
        }
    }

    /// What was decided on a login.
    sealed interface Verdict {

        /// @param user null for nobody in particular
        record Granted(@Nullable String user) implements Verdict {}

        /// @param reasonCode of a CONNACK of 5.0, such as 0x86
        record Refused(int reasonCode, String why) implements Verdict {}
    }

    /// Who does something: the client's name, and the user's if it logged in.
    record Who(String clientId, @Nullable String user) {}

    /// Decides on a login, now or later and on any thread: passwords are slow to check on purpose.
    default void verify(Login login, Consumer<? super Verdict> verdict) {
        verdict.accept(new Verdict.Granted(login.certificateName()));
    }

    default boolean mayPublish(Who who, String topic) {
        return true;
    }

    /// Asked for each subscription.
    ///
    /// @param filter without the `$share/NAME/` of a shared subscription
    default boolean maySubscribe(Who who, String filter) {
        return true;
    }

    /// Why [#mayPublish] or [#maySubscribe] says no to the topic or filter, for the one who runs the broker.
    default String why(Who who, String filter) {
        return "not allowed";
    }

    /// Asked for each message that a subscription matches, and again for what has waited since.
    default boolean mayRead(Who who, String topic) {
        return true;
    }

    /// Whether [#mayRead] can say no, ever: it is not asked otherwise.
    default boolean limitsReading() {
        return false;
    }
}
