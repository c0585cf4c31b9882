package mqttlab.cli.bridge;

import java.util.Map;
import mqttlab.bridge.web.Web;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.tap.TapSink;
import mqttlab.cli.tap.TapView;
import mqttlab.net.ListenException;
import mqttlab.net.Listener;
import org.jspecify.annotations.Nullable;

/// A web page that lists packets as they are seen, on this machine only.
///
/// ```java
/// new TapQueue("ui", () -> option.sink(streams, "relay"), account, room)
/// ```
public final class PacketPage {

    private static final int LONGEST_REQUEST = 64 << 10;
    private static final int CONNECTIONS = 256;

    /// The option of a command that may show its packets so.
    public static final class Option {

        private final Options.Value<@Nullable String> port;

        public Option(Options options) {
            port = options.optionalText(
                    "--ui",
                    "PORT",
                    "8080",
                    "Show every packet on a web page, field by field: at http://127.0.0.1:PORT, 8080 if not given, 0"
                            + " for any port that is free.");
        }

        public boolean isWanted() {
            return port.get() != null;
        }

        /// Makes the page that is wanted, says where it is, and returns what fills it, until its end.
        ///
        /// @param source whose packets they are: "broker"
        public TapSink sink(Streams streams, String source) {
            PacketPage page = new PacketPage(streams, source, (int) Numbers.parse("--ui", port.get(), 0, 65_535, 0));
            streams.err().println("mqttlab: packets on " + page.web.uri() + "/packets");
            return new TapView(page.feed.dissection(), page.web::close);
        }
    }

    private final PacketFeed feed;
    private final Web web;

    private PacketPage(Streams streams, String source, int port) {
        feed = new PacketFeed(source);
        try {
            web = Web.start(new Web.Setup(
                    Listener.http("http://127.0.0.1:" + port),
                    null,
                    Map.of("/ws/packets", feed),
                    LONGEST_REQUEST,
                    CONNECTIONS,
                    it -> streams.err().println("mqttlab: " + it)));
        } catch (ListenException e) {
            throw new Failure(Status.FAILED, "--ui: " + e.getMessage());
        }
    }
}
