package mqttlab.cli.broker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import mqttlab.broker.BrokerBuilder;
import mqttlab.broker.access.FileAccess;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.net.Listener;
import org.jspecify.annotations.Nullable;

/// The options that say who may use a broker.
final class AccessOptions {

    private final Options.Value<@Nullable String> passwords;
    private final Options.Value<@Nullable String> rules;
    private final Options.Value<Boolean> anonymous;

    AccessOptions(Options options) {
        passwords = options.text(
                "--password-file", "FILE", "Who may log in, as 'mqttlab passwd' or mosquitto_passwd writes it.");
        rules = options.text("--acl-file", "FILE", "Who may read and write which topics, in mosquitto's grammar.");
        anonymous = options.flag(
                "--allow-anonymous",
                "Let in clients without a user, too. Without --password-file only those on this machine are, and a"
                        + " broker that others can reach does not start.");
    }

    /// Sets who may do what.
    ///
    /// @param certified whether clients have to show a certificate on listeners of TLS
    /// @param trouble is told what is wrong with the files later on
    void apply(BrokerBuilder builder, List<Listener> listeners, boolean certified, Consumer<String> trouble) {
        String logins = passwords.get();
        String acl = rules.get();
        if (logins == null && !anonymous.get()) {
            listeners.stream()
                    .filter(it -> !isOnlyForKnown(it, certified))
                    .findFirst()
                    .ifPresent(it -> {
                        throw new Failure(
                                Status.USAGE,
                                it + " can be reached from other machines, and nobody need log in: give a"
                                        + " --password-file, or say that this is meant with --allow-anonymous");
                    });
        }
        if (logins == null && acl == null) {
            return;
        }
        FileAccess access = new FileAccess(new FileAccess.Setup(
                logins == null ? null : Path.of(logins),
                acl == null ? null : Path.of(acl),
                logins == null || anonymous.get(),
                trouble));
        builder.access(access);
        if (logins != null) {
            builder.authentication(access.scram());
        }
    }

    /// Whether only this machine can reach a listener, as far as its address tells. A certificate that clients must
    /// show is as good as a password.
    private static boolean isOnlyForKnown(Listener listener, boolean certified) {
        if (listener.scheme() == Listener.Scheme.UNIX || listener.scheme().isSecure() && certified) {
            return true;
        }
        try {
            return !listener.host().isEmpty()
                    && InetAddress.getByName(listener.host()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            // The broker says so when it tries to listen there.
            return true;
        }
    }
}
