package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// What a process did: its exit status, what it wrote.
public record Run(int status, byte[] bytes, String err) {
    /// The checkout under test.
    public static final Path PROJECT = Path.of(System.getProperty("mqttlab.project", "../.."))
            .toAbsolutePath()
            .normalize();

    private static final long SECONDS = 120;

    /// Standard output as text.
    String out() {
        return new String(bytes, UTF_8);
    }

    /// Runs `./mqttlab` with these arguments and nothing on standard input.
    static Run mqttlab(String... args) {
        return mqttlab(new byte[0], args);
    }

    /// Runs `./mqttlab` with these arguments and these bytes on standard input.
    static Run mqttlab(byte[] in, String... args) {
        ProcessBuilder process = new ProcessBuilder(PROJECT.resolve("mqttlab").toString());
        process.command().addAll(List.of(args));
        return of(process.directory(PROJECT.toFile()), in);
    }

    /// Runs any process; one that does not end is killed, and fails the test.
    ///
    /// The launcher does not build in a test: the program is the one that this build has made.
    static Run of(ProcessBuilder command, byte[] in) {
        command.environment().putIfAbsent("MQTTLAB_BUILD", "no");
        command.environment().remove("NO_COLOR");
        command.environment().remove("JAVA_TOOL_OPTIONS");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Process process = command.start();
            var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()), threads);
            var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()), threads);
            threads.execute(() -> write(process.getOutputStream(), in));
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(command.command() + " has not ended after " + SECONDS + " s");
            }
            return new Run(process.exitValue(), out.join(), new String(err.join(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static byte[] read(InputStream from) {
        try (from) {
            return from.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream to, byte[] bytes) {
        try (to) {
            to.write(bytes);
        } catch (IOException e) {
            // The process need not read all that it is given.
        }
    }
}
