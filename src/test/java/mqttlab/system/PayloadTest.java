package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `--payload` as a process: what is loaded, and plugins.
class PayloadTest {

    private static final Path PLUGIN = Run.PROJECT.resolve("samples/payload/target");
    private static final String LPP = "300d0003612f6203670110056700ff";
    private static final String CBOR = "300e0003612f62a16474656d70f94d60";
    private static final String MSGPACK = "300c0003612f6281a474656d7015";
    private static final String SPARKPLUG = "3018001473704276312e302f702f4e444154412f656467651805";

    private static Run decode(String plugins, String... args) {
        ProcessBuilder process =
                new ProcessBuilder(Run.PROJECT.resolve("mqttlab").toString(), "decode");
        process.command().addAll(List.of(args));
        process.environment().put("MQTTLAB_PLUGINS", plugins);
        return Run.of(process.directory(Run.PROJECT.toFile()), new byte[0]);
    }

    @Test
    void findsAPluginInADirectory() {
        Run run = decode(PLUGIN.toString(), "--payload", "a/# = cayenne-lpp", "--hex", LPP);
        assertEquals("", run.err());
        assertTrue(run.out().contains("Decoded as cayenne-lpp: {temperature_3: 27.2, temperature_5: 25.5}"), run.out());
        assertEquals(0, run.status());
    }

    @Test
    void findsAPluginInAJarAmongOthers(@TempDir Path empty) throws IOException {
        try (var files = Files.list(PLUGIN)) {
            Path jar =
                    files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow();
            Run run = decode(empty + ":" + jar, "--payload", "cayenne-lpp", "--hex", LPP);
            assertTrue(run.out().contains("temperature_3: 27.2"), run.out() + run.err());
        }
    }

    @Test
    void knowsNoPluginThatIsNotThere() {
        Run run = decode("", "--payload", "cayenne-lpp", "--hex", LPP);
        assertTrue(run.err().contains("but was 'cayenne-lpp'"), run.err());
        assertEquals(2, run.status());
        run = decode("no/such", "--payload", "auto", "--hex", LPP);
        assertEquals("mqttlab: MQTTLAB_PLUGINS: no/such: no such file\n", run.err());
        assertEquals(66, run.status());
    }

    @Test
    void saysWhichPluginIsBroken(@TempDir Path plugin) throws IOException {
        Path jar = plugin.resolve("broken.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/services/mqttlab.payload.PayloadFormat"));
            out.write("no.such.Format\n".getBytes(UTF_8));
        }
        Run run = decode(jar.toString(), "--payload", "auto", "--hex", LPP);
        assertTrue(run.err().contains("a plugin cannot be loaded") && run.err().contains("no.such.Format"), run.err());
        assertEquals(2, run.status());
    }

    /// The libraries print warnings of Java 25 and later where they are used without care.
    @Test
    void decodesQuietly() {
        for (String packet : List.of(CBOR, MSGPACK, SPARKPLUG)) {
            Run run = decode("", "--payload", "auto", "--hex", packet);
            assertEquals("", run.err());
            assertTrue(run.out().contains("Decoded as "), run.out());
            assertEquals(0, run.status());
        }
    }

    @Test
    void leavesTheBytesAsTheyAre() {
        Run json = decode("", "--payload", "auto", "-T", "json", "--hex", CBOR);
        assertTrue(json.out().contains("\"decoded\":{\"format\":\"cbor\",\"value\":{\"temp\":21.5}}"), json.out());
        assertArrayEquals(
                HexFormat.of().parseHex(CBOR),
                Run.mqttlab(json.bytes(), "encode").bytes());
    }

    /// What is not asked for is not loaded: each of these libraries costs more than all the rest of a short command.
    @Test
    void loadsNoLibraryUnasked() throws IOException {
        Path built = Run.PROJECT.resolve("cli/target/app");
        String java = Files.readAllLines(built.resolve("built")).getFirst();
        for (String rule : List.of("", "none")) {
            ProcessBuilder process = new ProcessBuilder(
                    java,
                    "-Xlog:class+load",
                    "-cp",
                    built.resolve("mqttlab.jar").toString(),
                    "mqttlab.cli.Main",
                    "decode");
            process.command().addAll(rule.isEmpty() ? List.of() : List.of("--payload", rule));
            process.command().addAll(List.of("--hex", CBOR));
            String loaded = Run.of(process, new byte[0]).out();
            assertTrue(loaded.contains("mqttlab.cli.DecodeCommand"));
            assertEquals(!rule.isEmpty(), loaded.contains("mqttlab.payload.Payloads"));
            for (String library : List.of("tools.jackson.dataformat", "org.msgpack", "com.google.protobuf")) {
                assertFalse(loaded.contains(library), library);
            }
        }
    }
}
