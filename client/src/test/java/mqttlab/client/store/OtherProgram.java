package mqttlab.client.store;

import java.io.IOException;
import java.nio.file.Path;

/// A program that opens a session file, and says what came of it.
final class OtherProgram {
    private OtherProgram() {}

    public static void main(String... args) {
        try (FileStore _ = FileStore.open(Path.of(args[0]), "me")) {
            System.out.println("open");
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }
}
