package mqttlab.cli.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import mqttlab.broker.hub.Figures;
import mqttlab.cli.command.Failure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresServerTest {

    private static Figures figures(@Nullable String failure) {
        return new Figures(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, failure);
    }

    private static HttpResponse<String> ask(CompletableFuture<Figures> answer, String method, String path)
            throws IOException, InterruptedException {
        try (FiguresServer server = FiguresServer.start(0, () -> answer);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static CompletableFuture<Figures> well() {
        return CompletableFuture.completedFuture(figures(null));
    }

    @Test
    void metrics() throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(well(), "GET", "/metrics");
        assertEquals(200, answer.statusCode());
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElseThrow());
        String first = """
            # HELP mqttlab_uptime_seconds Seconds since the broker began.
            # TYPE mqttlab_uptime_seconds gauge
            mqttlab_uptime_seconds 1
            """;
        assertTrue(answer.body().startsWith(first), answer.body());
        // Each of the fifteen has its own row, in their order.
        assertEquals(
                "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
                String.join(
                        " ",
                        answer.body()
                                .lines()
                                .filter(it -> it.startsWith("mqttlab_"))
                                .map(it -> it.substring(it.indexOf(' ') + 1))
                                .toList()));
        assertTrue(answer.body().contains("\njvm_memory_used_bytes{area=\"heap\"} "), answer.body());
    }

    @Test
    void health() throws IOException, InterruptedException {
        assertEquals(200, ask(well(), "GET", "/health").statusCode());
        HttpResponse<String> ill = ask(CompletableFuture.completedFuture(figures("disk full")), "GET", "/health");
        assertEquals(503, ill.statusCode());
        assertTrue(ill.body().contains("disk full"), ill.body());
        CompletableFuture<Figures> mistake = CompletableFuture.failedFuture(new IllegalStateException("oh"));
        assertEquals(503, ask(mistake, "GET", "/health").statusCode());
        assertEquals(503, ask(mistake, "GET", "/metrics").statusCode());
    }

    @Test
    void nothingElse() throws IOException, InterruptedException {
        assertEquals(404, ask(well(), "GET", "/").statusCode());
        assertEquals(405, ask(well(), "POST", "/metrics").statusCode());
        HttpResponse<String> head = ask(well(), "HEAD", "/metrics");
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
    }

    @Test
    void aPortThatIsTaken() {
        try (FiguresServer server = FiguresServer.start(0, FiguresServerTest::well)) {
            int port = URI.create(server.uri()).getPort();
            Failure failure = assertThrows(Failure.class, () -> FiguresServer.start(port, FiguresServerTest::well));
            assertTrue(String.valueOf(failure.getMessage()).contains("--http " + port), failure.getMessage());
        }
    }
}
