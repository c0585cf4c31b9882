package mqttlab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The captures of testdata.
final class Captures {

    static final Path FOLDER = Path.of("../testdata/pcaps");

    private Captures() {}

    static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().matches(".*\\.pcap(ng)?(\\.gz)?"))
                    .toList();
        }
    }
}
