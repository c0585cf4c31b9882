package mqttlab.cli.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;

/// Files in PEM format (RFC 7468), with one thing in each.
final class PemFile {

    static final String CERTIFICATE = "CERTIFICATE";
    /// PKCS #8, not encrypted.
    static final String KEY = "PRIVATE KEY";

    private PemFile() {}

    /// Writes it, so that nobody sees half a file; a key is for its owner's eyes only.
    static void write(Path file, String label, byte[] der) throws IOException {
        Base64.Encoder base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        String text =
                "-----BEGIN " + label + "-----\n" + base64.encodeToString(der) + "\n-----END " + label + "-----\n";
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + ": it is no file");
        }
        Path next = Files.createTempFile(
                folder,
                file.getFileName() + ".",
                ".new",
                rights(folder, label.equals(KEY) ? "rw-------" : "rw-r--r--"));
        try {
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static FileAttribute<?>[] rights(Path folder, String rights) {
        return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }

    /// The bytes behind the first such label.
    static byte[] read(Path file, String label) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = from < 0 ? -1 : text.indexOf("-----END " + label + "-----", from);
        if (to >= 0) {
            try {
                return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
            } catch (IllegalArgumentException _) {
                // It is told below.
            }
        }
        throw new Failure(
                Status.FAILED,
                file + ": expected a PEM file with \"" + begin + "\"; move it away to have a new one made");
    }
}
