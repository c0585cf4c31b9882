package mqttlab.bench.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the broker says of itself, and Linux of its process.
final class Health {

    private static final String HEAP = "jvm_memory_used_bytes{area=\"heap\"} ";

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final Path status;

    Health(URI metrics, String pid) {
        request = HttpRequest.newBuilder(metrics).build();
        status = Path.of("/proc", pid, "status");
    }

    long heap() throws IOException, InterruptedException {
        String all = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        int at = all.indexOf(HEAP);
        if (at < 0) {
            throw new IOException("there is no " + HEAP + "in " + request.uri());
        }
        return Long.parseLong(all.substring(at + HEAP.length(), all.indexOf('\n', at)));
    }

    long resident() throws IOException {
        String line = Files.readString(status)
                .lines()
                .filter(it -> it.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow(() -> new IOException("there is no VmRSS in " + status));
        return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
    }
}
