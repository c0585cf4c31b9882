package mqttlab.broker.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file of users and what is kept of their passwords, in lines `USER:HASH`; a user may have a second one with keys
/// for
/// SCRAM. Empty lines and those that begin with `#` mean nothing, and stay where they are.
public final class PasswordFile {

    /// What a line says; all but the text is null for one that means nothing.
    private record Line(
            String text,
            @Nullable String user,
            @Nullable Hash hash,
            @Nullable ScramKeys scram) {}

    private final Path file;
    private final List<Line> lines;

    private PasswordFile(Path file, List<Line> lines) {
        this.file = file;
        this.lines = lines;
    }

    /// @throws AccessException where a line cannot be understood
    public static PasswordFile read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> hashes = new LinkedHashMap<>();
        Map<String, Integer> keys = new LinkedHashMap<>();
        for (String text : Text.lines(file)) {
            Line line = line(file, lines.size() + 1, text);
            lines.add(line);
            if (line.user != null) {
                Integer before = (line.hash == null ? keys : hashes).put(line.user, lines.size());
                if (before != null) {
                    throw new AccessException(
                            file, lines.size(), "the user stands in line " + before + " already: remove one of them");
                }
            }
        }
        return new PasswordFile(file, lines);
    }

    /// The file, or an empty one where there is none.
    public static PasswordFile readOrNew(Path file) throws IOException {
        try {
            return read(file);
        } catch (NoSuchFileException _) {
            return new PasswordFile(file, new ArrayList<>());
        }
    }

    private static Line line(Path file, int number, String text) {
        if (text.isBlank() || text.startsWith("#")) {
            return new Line(text, null, null, null);
        }
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new AccessException(file, number, "expected USER:HASH; `mqttlab passwd` writes such lines");
        }
        String user = text.substring(0, colon);
        String rest = text.substring(colon + 1).strip();
        try {
            ScramKeys scram = ScramKeys.read(rest);
            Hash hash = scram == null ? Hash.read(rest) : null;
            if (scram != null || hash != null) {
                return new Line(text, user, hash, scram);
            }
        } catch (IllegalArgumentException e) {
            throw new AccessException(file, number, e.getMessage() + ": make it anew with `mqttlab passwd`");
        }
        throw new AccessException(
                file,
                number,
                "a hash of a kind that is not known: expected $scrypt$, $7$ or $6$ (of mosquitto_passwd), or"
                        + " $scram-sha-256$; make it anew with `mqttlab passwd`");
    }

    /// The users in the order of the file, with whether they have keys for SCRAM.
    public Map<String, Boolean> users() {
        Map<String, Boolean> users = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.user != null) {
                users.merge(line.user, line.scram != null, Boolean::logicalOr);
            }
        }
        return users;
    }

    /// @throws IllegalArgumentException where the name cannot stand in such a file
    public static void checkName(String user) {
        if (user.isEmpty()
                || user.startsWith("#")
                || user.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "a user's name has no colon or control character, does not begin with #, and is not empty");
        }
    }

    /// Gives a user a password, instead of the one it may have. Takes some tenths of a second, on purpose.
    ///
    /// @param scram whether to keep keys for SCRAM too
    /// @throws IllegalArgumentException where the name cannot stand in such a file
    public void put(String user, String password, boolean scram) {
        checkName(user);
        int at = 0;
        while (at < lines.size() && !user.equals(lines.get(at).user)) {
            at++;
        }
        boolean _ = remove(user);
        Hash hash = Hash.of(password.getBytes(StandardCharsets.UTF_8));
        lines.add(at, new Line(user + ":" + hash, user, hash, null));
        if (scram) {
            ScramKeys keys = ScramKeys.of(password);
            lines.add(at + 1, new Line(user + ":" + keys, user, null, keys));
        }
    }

    /// Returns whether the user was there.
    public boolean remove(String user) {
        return lines.removeIf(line -> user.equals(line.user));
    }

    /// Writes the file, readable by its owner only, so that whoever reads it meanwhile sees the old or the new one.
    public void write() throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text).append('\n');
        }
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, "it is a folder");
        }
        Path next = Files.createTempFile(folder, target.getFileName() + ".", ".new", ownersOnly(folder));
        try {
            Files.writeString(next, text, StandardOpenOption.SYNC);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static FileAttribute<?>[] ownersOnly(Path folder) {
        Set<PosixFilePermission> rights = PosixFilePermissions.fromString("rw-------");
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    Logins logins() {
        Map<String, Hash> hashes = new LinkedHashMap<>();
        Map<String, ScramKeys> keys = new LinkedHashMap<>();
        for (Line line : lines) {
            if (line.user != null && line.hash != null) {
                hashes.put(line.user, line.hash);
            } else if (line.user != null && line.scram != null) {
                keys.put(ScramKeys.normalize(line.user), line.scram);
            }
        }
        return new Logins(hashes, keys);
    }
}
