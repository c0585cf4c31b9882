package mqttlab.bridge.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.bridge.Endpoint;
import mqttlab.bridge.Line;
import mqttlab.bridge.Wire;
import mqttlab.net.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {

    /// Says back what it hears.
    private static final class Echo implements Endpoint {

        final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public Line open(Wire wire) {
            Queue<String> all = new ArrayDeque<>();
            return new Line() {
                @Override
                public synchronized void received(String text) {
                    if (text.equals("bye")) {
                        wire.close("as you like");
                    }
                    all.add(text);
                    wire.ready();
                }

                @Override
                public synchronized byte[] next() {
                    String next = all.poll();
                    return next == null ? null : next.getBytes(UTF_8);
                }

                @Override
                public boolean isBusy() {
                    return false;
                }

                @Override
                public void closed() {
                    closed.countDown();
                }
            };
        }
    }

    private final Echo echo = new Echo();
    private final Web web = Web.start(
            new Web.Setup(Listener.http("http://127.0.0.1:0"), null, Map.of("/ws", echo), 70_000, 10, it -> {}));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        web.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(web.uri() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/?token=x, text/html; charset=utf-8",
        "/style.css, text/css; charset=utf-8",
        "/messages.js, text/javascript; charset=utf-8",
        "/icon.svg, image/svg+xml",
    })
    void givesFilesAndLetsThemDoLittle(String path, String type) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode());
        assertEquals(type, answer.headers().firstValue("content-type").orElse(""));
        assertEquals(
                "nosniff", answer.headers().firstValue("x-content-type-options").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("cache-control").orElse(""));
        String policy = answer.headers().firstValue("content-security-policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertFalse(answer.body().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/messages.html", "/../pom.xml", "/%2e%2e/Web.class", "/style.css/", "//", "/ws/", "/%00"})
    void givesNothingElse(String path) throws Exception {
        assertEquals(404, get(path).statusCode());
    }

    @Test
    void pagesMarkNothingUpFromOutside() throws Exception {
        String page = get("/").body();
        assertFalse(page.contains("<script>") || page.contains("style=") || page.contains("onclick"), page);
        for (String file :
                new String[] {"messages", "dom", "topics", "log", "plot", "json", "publish", "socket", "text"}) {
            String script = get("/" + file + ".js").body();
            for (String risk :
                    new String[] {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("}) {
                assertFalse(script.contains(risk), file + ".js has " + risk);
            }
        }
    }

    @Test
    void refusesWhatIsNoGet() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(web.uri() + "/"))
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(405, answer.statusCode());
    }

    @Test
    void saysWhatIsThere() throws Exception {
        assertEquals("[\"/ws\"]", get("/endpoints").body());
        assertEquals(426, get("/ws").statusCode());
    }

    @Test
    void carriesTexts() throws Exception {
        try (Frames page = new Frames(web.port()).opened()) {
            page.text("grüße");
            assertEquals("grüße", page.next().text());
            String big = "x".repeat(70_000);
            page.text(big);
            assertEquals(big, page.next().text());
            page.frame(Frames.PING, (byte) 1, (byte) 2);
            Frames.Frame pong = page.next();
            assertEquals(Frames.PONG, pong.opcode());
            assertEquals(2, pong.payload().length);
            page.frame(Frames.CLOSE, (byte) 3, (byte) 0xe8);
            assertEquals(1000, page.end().status());
        }
        assertTrue(echo.closed.await(20, TimeUnit.SECONDS));
    }

    @Test
    void endsWhatIsTooLongOrNoText() throws Exception {
        try (Frames page = new Frames(web.port()).opened()) {
            page.frame(Frames.TEXT, new byte[70_001]);
            assertEquals(1009, page.end().status());
        }
        try (Frames page = new Frames(web.port()).opened()) {
            page.frame(Frames.BINARY, (byte) 0);
            assertEquals(1003, page.end().status());
        }
        try (Frames page = new Frames(web.port()).opened()) {
            page.frame(Frames.TEXT, (byte) 0xff, (byte) 0xfe);
            assertEquals(1007, page.end().status());
        }
    }

    @Test
    void saysWhyItEnds() throws Exception {
        try (Frames page = new Frames(web.port()).opened()) {
            page.text("bye");
            Frames.Frame end = page.end();
            assertEquals(1013, end.status());
            assertEquals("as you like", new String(end.payload(), 2, end.payload().length - 2, UTF_8));
        }
    }

    @Test
    void checksWhereAPageIsFrom() throws Exception {
        try (Frames page = new Frames(web.port(), "/ws", "Origin: http://evil.example\r\n")) {
            assertEquals(403, page.status());
        }
        try (Frames page = new Frames(web.port(), "/ws", "Origin: http://127.0.0.1:" + web.port() + "\r\n")) {
            assertEquals(101, page.status());
        }
    }

    @Test
    void refusesMoreConnectionsThanItMayHave() throws Exception {
        Frames[] all = new Frames[10];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Frames(web.port()).opened();
        }
        try (Socket more = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            more.setSoTimeout(20_000);
            assertEquals(-1, more.getInputStream().read());
        }
        all[0].text("still here");
        assertEquals("still here", all[0].next().text());
        for (Frames each : all) {
            each.close();
        }
    }

    @Test
    void survivesNonsense() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("\u0016\u0003\u0001 no HTTP\r\n\r\n".getBytes(UTF_8));
            assertTrue(new String(socket.getInputStream().readAllBytes(), UTF_8).startsWith("HTTP/1.1 400"));
        }
        assertEquals(200, get("/").statusCode());
    }

    @Test
    void leavesWhenItIsClosed() throws Exception {
        try (Frames page = new Frames(web.port()).opened()) {
            web.close();
            assertEquals(-1, page.socket.getInputStream().read());
        }
    }
}
