package mqttlab.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import mqttlab.net.Transport;
import org.junit.jupiter.api.Test;

/// What a relay says first.
class ConnectorTest {

    private static String request(String target) {
        EmbeddedChannel channel = new EmbeddedChannel();
        new Connector(Target.at(target), Transport.best()).begin(channel.pipeline());
        channel.pipeline().fireChannelActive();
        ByteBuf request = channel.readOutbound();
        String text = request.toString(US_ASCII);
        request.release();
        channel.close().syncUninterruptibly();
        return text;
    }

    /// Names of services in Docker Compose may have one; java.net.URI knows no such host.
    @Test
    void asksAHostWithAnUnderscore() {
        String request = request("ws://my_broker:9001/a_b");
        assertTrue(request.startsWith("GET /a_b HTTP/1.1\r\n"), request);
        assertTrue(request.contains("\r\nhost: my_broker:9001\r\n"), request);
        assertTrue(request.contains("\r\nsec-websocket-protocol: mqtt\r\n"), request);
        assertEquals("my_broker", Target.at("my_broker:1883").host());
    }

    /// RFC 6455 section 4.1: a client that is no browser need not say where a page is from.
    @Test
    void isNoPage() {
        String request = request("ws://[::1]:9001/mqtt");
        assertTrue(request.contains("\r\nhost: [::1]:9001\r\n"), request);
        assertFalse(request.contains("origin"), request);
    }
}
