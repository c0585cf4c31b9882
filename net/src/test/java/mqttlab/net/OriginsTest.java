package mqttlab.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which pages may connect. Origins as browsers write them (RFC 6454 section 6.1): without the scheme's own port.
class OriginsTest {

    @ParameterizedTest
    @CsvSource({
        "*, true",
        "https://example.org, true",
        "http://[::1]:9001, true",
        "foo, false",
        "example.org, false",
        "https://example.org/, false",
        "https://example.org/page, false",
        "https://*.example.org, false",
        "'', false",
    })
    void whatIsOne(String text, boolean is) {
        assertEquals(is, Origins.isOne(text));
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.org, example.org, true",
        "http://example.org, example.org:80, true",
        "http://EXAMPLE.org:9001, example.ORG:9001, true",
        "https://example.org, example.org:443, true",
        "http://[::1]:9001, [::1]:9001, true",
        "http://[::1], [::1]:80, true",
        "https://example.org, example.org:80, false",
        "http://example.org, example.org:9001, false",
        "http://example.org.evil.example, example.org, false",
        "http://evil.example, example.org, false",
        // A page from a file, or in a sandbox.
        "null, example.org, false",
        "null, '', false",
        "'', '', false",
        "'http://a b', a b, false",
    })
    void sameOrigin(String origin, String host, boolean allowed) {
        assertEquals(allowed, new Origins(List.of()).allow(origin, host));
    }

    @ParameterizedTest
    @CsvSource({
        "https://good.example, true",
        "https://GOOD.example, true",
        "http://good.example, false",
        "https://good.example.evil.example, false",
        "https://own.example, false",
    })
    void listed(String origin, boolean allowed) {
        assertEquals(allowed, new Origins(List.of("https://good.example")).allow(origin, "own.example"));
        assertEquals(true, new Origins(List.of("https://good.example", "*")).allow(origin, "own.example"));
    }
}
