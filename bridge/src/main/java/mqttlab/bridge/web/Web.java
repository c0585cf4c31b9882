package mqttlab.bridge.web;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.bridge.Endpoint;
import mqttlab.net.Binding;
import mqttlab.net.Listener;
import mqttlab.net.Transport;
import org.jspecify.annotations.Nullable;

/// A web server: the files of the pages, and what they connect to.
public final class Web implements AutoCloseable {

    /// What it takes to run one.
    ///
    /// @param listener http or https
    /// @param token that opens a WebSocket, or null where none is needed
    /// @param endpoints by path, "/ws"
    /// @param longestText of a page, in bytes
    /// @param connections how many at once
    /// @param trouble is told in a sentence what is wrong, though the server goes on
    public record Setup(
            Listener listener,
            @Nullable String token,
            Map<String, Endpoint> endpoints,
            int longestText,
            int connections,
            Consumer<String> trouble) {}

    private final EventLoopGroup threads;
    private final Visitors visitors;
    private final Binding binding;

    /// @throws mqttlab.net.ListenException where it cannot listen there
    public static Web start(Setup setup) {
        Transport transport = Transport.best();
        EventLoopGroup threads =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("mqttlab-web", true), transport.io());
        try {
            return new Web(setup, transport, threads);
        } catch (RuntimeException e) {
            end(threads);
            throw e;
        }
    }

    private Web(Setup setup, Transport transport, EventLoopGroup threads) {
        this.threads = threads;
        visitors = new Visitors(setup);
        binding = Binding.bind(setup.listener, transport, threads, visitors);
    }

    /// Where it listens, with the port it got: "http://127.0.0.1:8080".
    public String uri() {
        return binding.listener().toString();
    }

    public int port() {
        return binding.listener().port();
    }

    /// Accepts no more, and takes leave of all pages.
    @Override
    public void close() {
        binding.close();
        visitors.close();
        end(threads);
    }

    private static void end(EventLoopGroup threads) {
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
