package mqttlab.cli.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import mqttlab.cli.command.Wire;
import mqttlab.client.transport.ConnectionTap;
import mqttlab.packet.Direction;
import org.jspecify.annotations.Nullable;

/// Tells a [Wire] of a client's connections. Ends of which the addresses are not known, those of WebSockets and
/// Unix-domain sockets, get some of 192.0.2.0/24, which is for examples (RFC 5737).
record WireTap(Wire wire) implements ConnectionTap {

    private static final int MQTT_PORT = 1883;
    private static final int FIRST_PORT = 49_152;
    private static final int PORTS = 0x10000 - FIRST_PORT;
    private static final AtomicInteger MADE_UP = new AtomicInteger();

    @Override
    public Ear opened(@Nullable SocketAddress local, @Nullable SocketAddress remote, String uri) {
        InetSocketAddress client = local instanceof InetSocketAddress it ? it : madeUp();
        InetSocketAddress server = remote instanceof InetSocketAddress it ? it : server(uri);
        Wire.Line line = wire.opened(Direction.CLIENT_TO_SERVER, client, server);
        return new Ear() {
            @Override
            public void sent(byte[] bytes, int offset, int length) {
                line.bytes(Direction.CLIENT_TO_SERVER, bytes, offset, length);
            }

            @Override
            public void received(byte[] bytes, int offset, int length) {
                line.bytes(Direction.SERVER_TO_CLIENT, bytes, offset, length);
            }

            @Override
            public void closed(boolean byServer) {
                line.closed(byServer ? Direction.SERVER_TO_CLIENT : Direction.CLIENT_TO_SERVER);
            }
        };
    }

    private static InetSocketAddress madeUp() {
        int port = FIRST_PORT + Math.floorMod(MADE_UP.getAndIncrement(), PORTS);
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), port);
    }

    private static InetSocketAddress server(String uri) {
        int port = URI.create(uri).getPort();
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), port > 0 ? port : MQTT_PORT);
    }
}
