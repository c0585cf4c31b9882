package mqttlab.cli.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import mqttlab.broker.hub.Figures;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;

/// Tells programs on this machine by HTTP how a broker is: `/metrics` its figures, `/health` whether it works (200) or
/// not (503, and why).
final class FiguresServer implements AutoCloseable {

    /// How long the broker may take to answer, in seconds; one that takes longer does not work.
    private static final int PATIENCE = 5;

    private static final String PLAIN = "text/plain; charset=utf-8";

    private record Answer(int status, String type, String text) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Supplier<CompletableFuture<Figures>> figures;

    private FiguresServer(HttpServer server, Supplier<CompletableFuture<Figures>> figures) {
        this.server = server;
        this.figures = figures;
    }

    /// @param port 0 for any that is free
    static FiguresServer start(int port, Supplier<CompletableFuture<Figures>> figures) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new Failure(
                    Status.FAILED,
                    "--http " + port + ": cannot listen there: " + e.getMessage() + ". Choose another port, or 0.");
        }
        FiguresServer it = new FiguresServer(server, figures);
        server.setExecutor(it.threads);
        server.createContext("/", it::handle);
        server.start();
        return it;
    }

    String uri() {
        InetSocketAddress address = server.getAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            Answer answer = isHead || exchange.getRequestMethod().equals("GET")
                    ? answer(exchange.getRequestURI().getPath())
                    : new Answer(405, PLAIN, "expected GET or HEAD\n");
            byte[] body = answer.text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status, isHead ? -1 : body.length);
            if (!isHead) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(String path) {
        boolean isHealth = path.equals("/health");
        if (!isHealth && !path.equals("/metrics")) {
            return new Answer(404, PLAIN, "here are /metrics and /health\n");
        }
        try {
            Figures now = figures.get().get(PATIENCE, TimeUnit.SECONDS);
            if (!isHealth) {
                return new Answer(200, Metrics.CONTENT_TYPE, Metrics.of(now));
            }
            return now.failure() == null
                    ? new Answer(200, PLAIN, "ok\n")
                    : new Answer(503, PLAIN, "nothing can be kept, and nobody is let in: " + now.failure() + "\n");
        } catch (TimeoutException e) {
            return new Answer(503, PLAIN, "the broker does not answer within " + PATIENCE + " s\n");
        } catch (ExecutionException e) {
            return new Answer(503, PLAIN, "the broker has made a mistake: " + e.getCause() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(503, PLAIN, "the broker is going\n");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
