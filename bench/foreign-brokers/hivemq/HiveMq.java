import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// HiveMQ Community Edition with its defaults, but for what would keep it from being measured.
///
///     HiveMq PORT DIRECTORY
final class HiveMq {

    // In memory, as the others; queues that hold what is under way; no calls home.
    private static final String CONFIG = """
        <?xml version="1.0"?>
        <hivemq>
          <listeners><tcp-listener><port>PORT</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
          <persistence><mode>in-memory</mode></persistence>
          <mqtt><queued-messages><max-queue-size>1000000</max-queue-size></queued-messages></mqtt>
          <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
        </hivemq>
        """;

    private HiveMq() {}

    public static void main(String[] args) throws IOException {
        Path conf = Files.createDirectories(Path.of(args[1], "conf"));
        Path data = Files.createDirectories(Path.of(args[1], "data"));
        Path extensions = Files.createDirectories(Path.of(args[1], "extensions"));
        Files.writeString(conf.resolve("config.xml"), CONFIG.replace("PORT", args[0]));
        InternalConfigurations.AUTH_DENY_UNAUTHENTICATED_CONNECTIONS.set(false);
        EmbeddedHiveMQ.builder()
                .withConfigurationFolder(conf)
                .withDataFolder(data)
                .withExtensionsFolder(extensions)
                .build()
                .start()
                .join();
    }
}
