package mqttlab.broker.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import mqttlab.broker.hub.Access;
import org.jspecify.annotations.Nullable;

/// Access by a file of passwords and one of rules, which are read again when they change.
///
/// Passwords are checked on threads of their own, half as many as there are processors; as many logins as can wait do,
/// and more are refused with "Server busy". Who was right before does not wait. Rules are asked for on one thread, the
/// broker's.
public final class FileAccess implements Access, AutoCloseable {

    /// 0x86 Bad User Name or Password, 0x87 Not authorized, 0x89 Server busy: 5.0 section 3.2.2.2.
    private static final int BAD_LOGIN = 0x86;

    private static final int NOT_AUTHORIZED = 0x87;
    private static final int BUSY = 0x89;
    private static final int WAITING = 1000;
    private static final int REMEMBERED = 10_000;
    /// Some tens of megabytes, whatever clients ask for.
    static final int DECISIONS = 100_000;

    /// What to go by.
    ///
    /// @param passwords null: a user's name is not believed, and means nothing
    /// @param rules null: everybody may read and write everything
    /// @param anonymous whether clients without a user may connect
    /// @param trouble is told what is wrong with a file that has changed, on any thread
    public record Setup(@Nullable Path passwords, @Nullable Path rules, boolean anonymous, Consumer<String> trouble) {}

    private final @Nullable Watched<Logins> logins;
    private final @Nullable Watched<Rules> rules;
    private final boolean isAnonymous;
    private final ThreadPoolExecutor checkers;
    /// Those that asked last; of the rules in [#grantedBy].
    private final Map<Who, Grants> grants = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Grants> eldest) {
            boolean isTooMany = size() > REMEMBERED;
            decisions -= isTooMany ? eldest.getValue().remembered() : 0;
            return isTooMany;
        }
    };

    private @Nullable Rules grantedBy;
    /// How many are remembered in all [#grants].
    private int decisions;

    /// @throws AccessException where a file cannot be used
    public FileAccess(Setup setup) {
        this(setup, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAITING, System::nanoTime);
    }

    FileAccess(Setup setup, int threads, int waiting, LongSupplier nanos) {
        Path passwords = setup.passwords();
        Path file = setup.rules();
        this.logins = passwords == null ? null : new Watched<>(passwords, FileAccess::logins, setup.trouble(), nanos);
        this.rules = file == null ? null : new Watched<>(file, Rules::read, setup.trouble(), nanos);
        this.isAnonymous = setup.anonymous();
        this.checkers = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("mqttlab-login-", 0).factory());
        checkers.allowCoreThreadTimeOut(true);
    }

    private static Logins logins(Path file) throws IOException {
        return PasswordFile.read(file).logins();
    }

    /// Checks clients that log in without showing their password.
    public ScramSha256 scram() {
        Watched<Logins> known = logins;
        return new ScramSha256(() -> known == null ? Logins.NOBODY : known.get(), ScramSha256::nonce);
    }

    @Override
    public void verify(Login login, Consumer<? super Verdict> verdict) {
        String user = login.userName();
        Watched<Logins> known = logins;
        if (login.certificateName() != null) {
            verdict.accept(new Verdict.Granted(login.certificateName()));
        } else if (user == null || known == null) {
            verdict.accept(
                    isAnonymous
                            ? new Verdict.Granted(null)
                            : new Verdict.Refused(NOT_AUTHORIZED, "a user name and a password are required"));
        } else if (login.password() == null) {
            verdict.accept(new Verdict.Refused(BAD_LOGIN, "a user name without a password"));
        } else {
            byte[] password = login.password().toArray();
            if (known.get().wasRight(user, password)) {
                verdict.accept(new Verdict.Granted(user));
            } else {
                checkSoon(known, login, user, password, verdict);
            }
        }
    }

    private void checkSoon(
            Watched<Logins> known, Login login, String user, byte[] password, Consumer<? super Verdict> verdict) {
        try {
            checkers.execute(() -> {
                if (login.isWanted()) {
                    check(known.get(), user, password, verdict);
                }
            });
        } catch (RejectedExecutionException _) {
            verdict.accept(new Verdict.Refused(BUSY, "more logins at once than can be checked"));
        }
    }

    private static void check(Logins known, String user, byte[] password, Consumer<? super Verdict> verdict) {
        boolean isRight = false;
        try {
            isRight = known.isRight(user, password);
        } finally {
            verdict.accept(
                    isRight
                            ? new Verdict.Granted(user)
                            : new Verdict.Refused(BAD_LOGIN, "the user name or the password is wrong"));
        }
    }

    @Override
    public boolean mayPublish(Who who, String topic) {
        return may(who, topic, Grants::mayWrite);
    }

    @Override
    public boolean maySubscribe(Who who, String filter) {
        Grants grants = grants(who);
        return grants == null || grants.mayAskFor(filter);
    }

    @Override
    public String why(Who who, String filter) {
        Grants grants = grants(who);
        Rule denial = grants == null ? null : grants.denial(filter);
        String user = who.user() == null ? "clients without a user" : "the user \"" + who.user() + '"';
        return denial == null ? "no rule allows it to " + user : denial.line();
    }

    @Override
    public boolean mayRead(Who who, String topic) {
        return may(who, topic, Grants::mayRead);
    }

    private boolean may(Who who, String topic, BiPredicate<Grants, String> question) {
        Grants grants = grants(who);
        if (grants == null) {
            return true;
        }
        int before = grants.remembered();
        boolean may = question.test(grants, topic);
        decisions += Grants.isLong(who.clientId()) ? 0 : grants.remembered() - before;
        return may;
    }

    /// How much is remembered of all clients.
    int remembered() {
        return grants.size() + decisions;
    }

    @Override
    public boolean limitsReading() {
        return rules != null;
    }

    private @Nullable Grants grants(Who who) {
        if (rules == null) {
            return null;
        }
        Rules now = rules.get();
        if (now != grantedBy || decisions >= DECISIONS) {
            grants.clear();
            decisions = 0;
            grantedBy = now;
        }
        return Grants.isLong(who.clientId()) ? now.of(who) : grants.computeIfAbsent(who, now::of);
    }

    @Override
    public void close() {
        checkers.shutdownNow();
    }
}
