package mqttlab.system.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.system.Peer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Debian's Chromium without a window, told what to do by its own protocol
/// (<https://chromedevtools.github.io/devtools-protocol/>).
public final class Chromium implements AutoCloseable {

    private static final int PATIENCE = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();

    public static Chromium start() throws Exception {
        Peer.need("chromium");
        return new Chromium();
    }

    private Chromium() throws Exception {
        profile = Files.createTempDirectory("mqttlab-chromium");
        process = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--no-default-browser-check",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--font-render-hinting=none",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        URI address = URI.create(address());
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Ear())
                .get(PATIENCE, TimeUnit.SECONDS);
    }

    /// Chromium says it on standard error; what follows there is nobody's concern, but has to be read.
    private String address() throws IOException {
        BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream()));
        List<String> said = new ArrayList<>();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            int at = line.indexOf("ws://");
            if (line.startsWith("DevTools listening on") && at >= 0) {
                Thread.ofVirtual().start(() -> drain(err));
                return line.substring(at).strip();
            }
            said.add(line);
        }
        throw new IOException("Chromium has ended: " + String.join("\n", said));
    }

    /// Reads what nobody wants, so that who writes it can go on.
    static void drain(BufferedReader err) {
        try {
            while (err.readLine() != null) {}
        } catch (IOException e) {
            // It has ended.
        }
    }

    /// Puts texts together, and gives them to who waits.
    private final class Ear implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket it, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                take(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            it.request(1);
            return null;
        }
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> asked = waiting.remove(message.get("id").asInt());
            if (message.has("error")) {
                asked.completeExceptionally(new IOException(message.get("error").toString()));
            } else {
                asked.complete(message.get("result"));
            }
        } else {
            listeners.forEach(it -> it.accept(message));
        }
    }

    /// Has something done in a page, or where the session is empty in the browser.
    JsonNode ask(String session, String method, Map<String, ?> parameters) throws Exception {
        int id = last.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        Map<String, Object> message = new java.util.HashMap<>(Map.of("id", id, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        String text = JSON.writeValueAsString(message);
        synchronized (socket) {
            socket.sendText(text, true).get(PATIENCE, TimeUnit.SECONDS);
        }
        return answer.get(PATIENCE, TimeUnit.SECONDS);
    }

    /// Is told of all events of this session.
    void listen(String session, Consumer<JsonNode> listener) {
        listeners.add(it -> {
            if (it.path("sessionId").asString("").equals(session)) {
                listener.accept(it);
            }
        });
    }

    /// A new page, as wide and high as said, in pixels.
    public Tab open(String url, int width, int height) throws Exception {
        String target = ask("", "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asString();
        String session = ask("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asString();
        return new Tab(this, session, url, width, height);
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        try (Stream<Path> all = Files.walk(profile)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // Something of it writes still; it is in the temporary folder.
        }
    }
}
