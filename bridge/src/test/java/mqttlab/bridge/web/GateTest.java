package mqttlab.bridge.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import mqttlab.net.Listener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

    private static final Listener LOCAL = Listener.http("http://127.0.0.1:8080");

    private static HttpRequest request(String uri, String host, String origin, String authorization) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
        if (host != null) {
            request.headers().set("Host", host);
        }
        if (origin != null) {
            request.headers().set("Origin", origin);
        }
        if (authorization != null) {
            request.headers().set("Authorization", authorization);
        }
        return request;
    }

    private static int status(Gate.Refusal refusal) {
        return refusal == null ? 200 : refusal.status().code();
    }

    /// A web site can have its own name lead to 127.0.0.1, and is then of the same origin as we are.
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080, 200",
        "localhost:8080, 200",
        "LOCALHOST, 200",
        "[::1]:8080, 200",
        "192.168.1.7:8080, 200",
        "evil.example:8080, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example:8080, 421",
        "'', 421",
        ", 421",
    })
    void knowsWhatItIsCalled(String host, int status) {
        assertEquals(status, status(new Gate(LOCAL, null).visit(request("/", host, null, null))));
    }

    @ParameterizedTest
    @CsvSource({"lab.example:8080, 200", "LAB.example, 200", "other.example, 421"})
    void isCalledAsOriginsSay(String host, int status) {
        Gate gate = new Gate(LOCAL.withOrigins("https://lab.example"), null);
        assertEquals(status, status(gate.visit(request("/", host, null, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 127.0.0.1:8080, 200",
        ", 127.0.0.1:8080, 200",
        "http://localhost:8080, 127.0.0.1:8080, 403",
        "http://evil.example, 127.0.0.1:8080, 403",
        "http://127.0.0.1:9090, 127.0.0.1:8080, 403",
        "null, 127.0.0.1:8080, 403",
    })
    void letsItsOwnPagesConnect(String origin, String host, int status) {
        assertEquals(status, status(new Gate(LOCAL, null).enter(request("/ws", host, origin, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, 200",
        "https://lab.example, 200",
        "https://lab.example:444, 403",
        "http://lab.example, 403",
    })
    void letsPagesConnectThatOriginsSay(String origin, int status) {
        Gate gate = new Gate(LOCAL.withOrigins("https://lab.example"), null);
        assertEquals(status, status(gate.enter(request("/ws", "127.0.0.1:8080", origin, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "/ws?token=s3cret%2F, , 200",
        "/ws?x=1&token=s3cret%2F&token=no, , 200",
        "/ws, Bearer s3cret/, 200",
        "/ws, bearer  s3cret/, 200",
        "/ws, , 401",
        "/ws?token=, , 401",
        "/ws?token=s3cret, , 401",
        "/ws?token=s3cret%2Fx, , 401",
        "/ws, Basic s3cret/, 401",
        "/ws?token=s3cret%2F, Bearer wrong, 401",
    })
    void wantsTheToken(String uri, String authorization, int status) {
        Gate gate = new Gate(Listener.http("http://:8080"), "s3cret/");
        assertEquals(status, status(gate.enter(request(uri, "any.example", null, authorization))));
        assertEquals(200, status(gate.visit(request(uri, "any.example", null, authorization))));
    }
}
