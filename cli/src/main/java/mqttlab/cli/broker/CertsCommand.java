package mqttlab.cli.broker;

import java.io.IOException;
import java.net.IDN;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.packet.Show;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;
import org.jspecify.annotations.Nullable;

/// `mqttlab certs`: makes certificates for a lab, with a certification authority of its own.
public final class CertsCommand implements Command {

    /// More than this, some clients do not accept.
    private static final int DAYS = 825;

    private static final int CA_DAYS = 3650;

    private static final List<String> ALWAYS = List.of("localhost", "127.0.0.1", "::1");

    private final Options options = new Options();
    // @formatter:off
    private final Options.Value<@Nullable String> folder = options.parameter("DIR", "Where the files go: ca.crt, ca.key, server.crt, server.key, and two for each client. Default: certs.");
    private final Options.Value<List<String>> hosts = options.texts("--host", "NAME", "A name or address of the server, beside localhost, 127.0.0.1 and ::1; may be repeated.");
    private final Options.Value<List<String>> clients = options.texts("--client", "NAME", "Make a certificate for this client, whose user name it is to a broker; may be repeated.");
    private final Options.Value<@Nullable String> days = options.text("--days", "N", "How long certificates are valid. Default: 825; the CA: 3650.");
    private final Options.Value<Boolean> force = options.flag("--force", "Replace the certificates that are named, by --client and --host; that of the server where none is. The CA always stays: move ca.crt and ca.key away to have a new one.");
    // @formatter:on

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        String given = folder.get();
        Path target = Path.of(given == null ? "certs" : given);
        int validity = (int) Numbers.parse("--days", days.get(), 1, 36_500, DAYS);
        try {
            Files.createDirectories(target);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(Status.FAILED, e.getFile() + ": it is a file; expected a folder, or none yet");
        }
        try {
            new Run(target, validity, streams).run();
        } catch (GeneralSecurityException e) {
            throw new Failure(Status.FAILED, "no certificates can be made: " + e.getMessage());
        }
        return Status.OK;
    }

    /// What one command line makes.
    private final class Run {

        private final Path target;
        private final int validity;
        private final Streams streams;
        private final Map<String, GeneralName> names = new LinkedHashMap<>();

        Run(Path target, int validity, Streams streams) {
            this.target = target;
            this.validity = validity;
            this.streams = streams;
        }

        void run() throws IOException, GeneralSecurityException {
            // All is checked before anything is written.
            ALWAYS.forEach(this::addHost);
            hosts.get().forEach(this::addHost);
            Set<String> users = new LinkedHashSet<>(clients.get());
            users.forEach(CertsCommand::checkClient);
            boolean hasServer = exists("server");
            if (hasServer && !hosts.get().isEmpty()) {
                refuse("server");
            }
            for (String user : users) {
                if (exists(user)) {
                    refuse(user);
                }
            }
            Authority authority = authority();
            if (!hasServer || force.get() && (!hosts.get().isEmpty() || users.isEmpty())) {
                // Browsers and others go by the alternative names; this one is for people.
                String commonName =
                        hosts.get().isEmpty() ? ALWAYS.getFirst() : hosts.get().getFirst();
                write("server", authority.server(List.copyOf(names.values()), shortened(commonName), validity));
            } else {
                said("server", "was there already");
            }
            for (String user : users) {
                write(user, authority.client(user, validity));
            }
            CertificateAdvice.print(target, users, streams.out());
        }

        private void addHost(String host) {
            String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            if (IPAddress.isValid(name)) {
                names.putIfAbsent(name, new GeneralName(GeneralName.iPAddress, name));
                return;
            }
            String ascii = ascii(name);
            if (ascii == null || !isHostName(ascii)) {
                throw new Failure(
                        Status.USAGE,
                        "--host " + Show.escaped(host) + ": expected a name such as mqtt.example.org, or an address");
            }
            names.putIfAbsent(ascii, new GeneralName(GeneralName.dNSName, ascii));
        }

        private Authority authority() throws IOException, GeneralSecurityException {
            Path certificate = file("ca", ".crt");
            Path key = file("ca", ".key");
            if (Files.exists(certificate) != Files.exists(key)) {
                Path missing = Files.exists(key) ? certificate : key;
                throw new Failure(
                        Status.FAILED,
                        missing + ": it is missing, and " + (missing.equals(key) ? certificate : key)
                                + " is there: bring it back, or move the other away to have a new CA made");
            }
            if (Files.exists(key)) {
                Authority authority = Authority.read(certificate, key);
                said("ca", "was there already");
                return authority;
            }
            Authority authority = Authority.make(Math.max(CA_DAYS, validity));
            write("ca", new Authority.Made(authority.certificate(), authority.key()));
            return authority;
        }

        private boolean exists(String name) {
            return Files.exists(file(name, ".crt")) || Files.exists(file(name, ".key"));
        }

        private void refuse(String name) {
            if (!force.get()) {
                throw new Failure(
                        Status.FAILED,
                        file(name, ".crt")
                                + ": it is there already; --force replaces it, for those who have it no more");
            }
        }

        private void write(String name, Authority.Made made) throws IOException {
            PemFile.write(file(name, ".key"), PemFile.KEY, made.key().getEncoded());
            try {
                PemFile.write(
                        file(name, ".crt"),
                        PemFile.CERTIFICATE,
                        made.certificate().getEncoded());
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
            said(
                    name,
                    "valid until "
                            + made.certificate()
                                    .getNotAfter()
                                    .toInstant()
                                    .toString()
                                    .substring(0, 10));
        }

        private void said(String name, String what) {
            streams.out().println(file(name, ".crt") + ", " + file(name, ".key") + ": " + what);
        }

        private Path file(String name, String suffix) {
            return target.resolve(name + suffix);
        }
    }

    private static @Nullable String ascii(String name) {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// RFC 1123 section 2.1, with `_`, which lab machines have, and `*` for the first label.
    private static boolean isHostName(String name) {
        String rest = name.startsWith("*.") ? name.substring(2) : name;
        // What ends in a number is an address, and this is none (WHATWG's URL standard, section 3.5).
        boolean isNumber = rest.substring(rest.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        if (isNumber || name.length() > 253) {
            return false;
        }
        for (String label : rest.split("\\.", -1)) {
            boolean isFine = !label.isEmpty()
                    && label.length() <= 63
                    && !label.startsWith("-")
                    && label.chars()
                            .allMatch(c -> c >= 'a' && c <= 'z'
                                    || c >= 'A' && c <= 'Z'
                                    || c >= '0' && c <= '9'
                                    || c == '-'
                                    || c == '_');
            if (!isFine) {
                return false;
            }
        }
        return true;
    }

    /// It becomes a common name, at most 64 characters (RFC 5280 appendix A.1), and the names of two files.
    private static void checkClient(String name) {
        boolean isFine = !name.isEmpty()
                && name.length() <= 64
                && !name.startsWith(".")
                && !name.startsWith("-")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
        if (!isFine || name.equals("ca") || name.equals("server")) {
            throw new Failure(
                    Status.USAGE,
                    "--client " + Show.escaped(name)
                            + ": expected a name of at most 64 characters that can be a file's, other than ca and"
                            + " server");
        }
    }

    private static String shortened(String commonName) {
        return commonName.length() > 64 ? commonName.substring(0, 64) : commonName;
    }
}
