import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.util.Properties;

/// Moquette with its defaults, but for what would keep it from being measured.
///
///     Moquette PORT DIRECTORY
final class Moquette {

    private Moquette() {}

    public static void main(String[] args) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("host", "127.0.0.1");
        settings.setProperty("port", args[0]);
        settings.setProperty("data_path", args[1]);
        settings.setProperty("allow_anonymous", "true");
        settings.setProperty("telemetry_enabled", "false");
        // 8092 by default.
        settings.setProperty("netty.mqtt.message_size", "1000000");
        // In memory, as the others.
        settings.setProperty("persistence_enabled", "false");
        // As mosquitto's set_tcp_nodelay.
        settings.setProperty("netty.tcp_nodelay", "true");
        new Server().startServer(new MemoryConfig(settings));
    }
}
