package mqttlab.cli.learn;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.cli.Main;
import mqttlab.cli.command.Interrupt;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Terminal;
import mqttlab.cli.command.Wire;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.journal.Journal;
import mqttlab.cli.journal.Query;
import mqttlab.dissector.Paint;

/// A shell without a prompt: runs lines as they stand in the stages, with free ports and a directory of its own in
/// place
/// of theirs.
final class Lab implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    /// What only a shell has, and does not matter here.
    private static final Set<String> SHOWING = Set.of("packets", "packet");
    private static final Set<String> SERVERS = Set.of("broker", "relay", "bridge");

    private static final List<String> USUAL = List.of("1883", "1884", "8883", "8080");

    private final Map<String, String> places = new LinkedHashMap<>();
    private final Journal journal = new Journal();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Classroom room;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Lab(Path directory) throws IOException {
        List<String> ports = free(USUAL.size());
        for (int i = 0; i < USUAL.size(); i++) {
            places.put(USUAL.get(i), ports.get(i));
        }
        places.put("lab.db", directory.resolve("lab.db").toString());
        places.put("lab-certs", directory.resolve("certs").toString());
        int secure = Integer.parseInt(ports.get(2));
        room = new Classroom(journal, said::add, port -> port == secure, new Progress(directory));
    }

    private static List<String> free(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        List<String> ports = new ArrayList<>();
        try {
            while (ports.size() < count) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                String port = Integer.toString(socket.getLocalPort());
                // Else it would be taken for one of those that it stands for.
                if (USUAL.stream().noneMatch(port::contains)) {
                    ports.add(port);
                }
            }
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
        return ports;
    }

    Stage begin(int number) {
        Stage stage = Stages.all().get(number - 1);
        room.begin(stage, Paint.PLAIN, 0);
        return stage;
    }

    BlockingQueue<String> said() {
        return said;
    }

    String uri() {
        return "mqtt://127.0.0.1:" + places.get("1883");
    }

    String http() {
        return String.valueOf(places.get("8080"));
    }

    /// Whether the program has this command.
    boolean has(String command) {
        return Main.run(streams(Interrupt.NEVER, Wire.NOBODY), command, "--help") == 0;
    }

    /// Waits until it is said that a step is done; hints before that are none of a learner who does as is said.
    void awaitDone(Text.Part part) throws InterruptedException {
        String text = said.poll(PATIENCE, TimeUnit.NANOSECONDS);
        assertTrue(text != null && text.startsWith("✓ " + part.done()), "expected " + part.done() + " but was " + text);
    }

    void awaitHint(Text.Part part, String hint) throws InterruptedException {
        String text = said.poll(PATIENCE, TimeUnit.NANOSECONDS);
        String begin = String.valueOf(part.hints().get(hint)).split("\\{", 2)[0];
        assertTrue(text != null && text.startsWith("· " + begin), "expected " + begin + " but was " + text);
    }

    void type(List<String> lines) throws InterruptedException {
        for (String line : lines) {
            type(line);
        }
    }

    void type(String line) throws InterruptedException {
        List<String> words = words(line);
        String command = words.getFirst();
        if (SHOWING.contains(command)) {
            return;
        }
        if (command.equals("stop")) {
            Job job = jobs.remove(words.get(1));
            assertTrue(job != null, "no job " + words.get(1) + " among " + jobs.keySet());
            if (job != null) {
                job.stop();
            }
            return;
        }
        boolean isBackground = words.remove("&") || SERVERS.contains(command);
        words.remove("start");
        address(command, words);
        if (isBackground) {
            String name = command + counts.merge(command, 1, Integer::sum);
            Job job = new Job(words);
            jobs.put(name, job);
            job.start(command);
        } else {
            assertEquals(0, Main.run(streams(Interrupt.NEVER, journal), words.toArray(String[]::new)), line);
        }
    }

    /// Names the broker of this lab where the line leaves that to the usual port.
    private void address(String command, List<String> words) {
        boolean isClient = Set.of("pub", "sub", "bridge").contains(command);
        boolean isBroker = command.equals("broker") && !words.contains("--listen");
        if ((isClient || isBroker) && !words.contains("-p")) {
            words.addAll(List.of("-p", String.valueOf(places.get("1883"))));
        }
        if (command.equals("connect")) {
            words.addAll(1, List.of("localhost", String.valueOf(places.get("1883"))));
        }
    }

    /// Words as a shell has them: parted by spaces, together in quotes.
    private List<String> words(String line) {
        List<String> words = new ArrayList<>();
        String[] parts = line.split("'", -1);
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                words.add(parts[i]);
            } else {
                for (String word : parts[i].strip().split("\\s+")) {
                    if (!word.isEmpty()) {
                        words.add(place(word));
                    }
                }
            }
        }
        return words;
    }

    private String place(String word) {
        String placed = word;
        for (Map.Entry<String, String> place : places.entrySet()) {
            placed = placed.replace(place.getKey(), place.getValue());
        }
        return placed;
    }

    private static Streams streams(Interrupt interrupt, Wire wire) {
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        Output out = new Output(new ByteArrayOutputStream());
        return new Streams(new ByteArrayInputStream(new byte[0]), out, err, Terminal.NONE, interrupt, wire, null);
    }

    @Override
    public void close() {
        room.close();
        new ArrayList<>(jobs.values()).reversed().forEach(Job::stop);
    }

    /// A command beside the prompt.
    private final class Job {

        private final List<String> words;
        private final List<Runnable> asked = new CopyOnWriteArrayList<>();
        private final CountDownLatch listening = new CountDownLatch(1);
        private final Thread thread;

        Job(List<String> words) {
            this.words = words;
            this.thread = new Thread(this::run, String.join(" ", words));
            thread.setDaemon(true);
        }

        private void run() {
            Ear ear = new Ear();
            Streams streams = new Streams(
                    new ByteArrayInputStream(new byte[0]),
                    new Output(ear),
                    new PrintStream(ear, true, UTF_8),
                    Terminal.NONE,
                    this::on,
                    journal,
                    null);
            int _ = Main.run(streams, words.toArray(String[]::new));
        }

        private Interrupt.Registration on(Duration grace, Runnable action) {
            asked.add(action);
            return () -> asked.remove(action);
        }

        /// Begins, and waits until it is of use: until a server listens, and a client is subscribed.
        void start(String command) throws InterruptedException {
            long end = journal.end();
            thread.start();
            if (SERVERS.contains(command)) {
                assertTrue(listening.await(PATIENCE, TimeUnit.NANOSECONDS), words + " does not listen");
            }
            // Clients that were connected to a broker or relay before come back by themselves.
            if (command.equals("broker") || command.equals("relay")) {
                return;
            }
            long found = journal.find(Query.of("mqtt.msgtype == SUBACK"), end, PATIENCE);
            assertTrue(found != Seen.NONE, words + " has not subscribed");
        }

        void stop() {
            asked.forEach(Runnable::run);
            try {
                thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /// Hears that something is said: a server says where it listens.
        private final class Ear extends OutputStream {

            @Override
            public void write(int b) {
                listening.countDown();
            }
        }
    }
}
