package mqttlab.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// What the command line asks for.
///
/// @param seconds how long to measure, unless `messages` says how many
/// @param messages how many messages to publish in all; 0 for as many as the seconds allow
/// @param rate messages to publish in a second, in all; 0 for as many as the broker takes
/// @param window how many messages of a publisher may be under way
/// @param batch how many messages a publisher waits to be able to send
/// @param loads their names
/// @param pause nanoseconds between looking for what has arrived
record Options(
        int port,
        long pid,
        List<String> loads,

        List<Integer> qos,
        List<Integer> bytes,
        int clients,
        double warmUp,
        double seconds,
        long messages,
        double rate,
        int window,
        int batch,
        long pause,
        int connections,
        int topics) {

    private static final List<String> LOADS = List.of("fan-out", "fan-in", "pairs", "persistent", "idle", "retained");

    static final String USAGE = """
        Usage: bench/load [option value]... LOAD...
          fan-out         one publisher to 50 subscribers
          fan-in          50 publishers to one wildcard subscriber
          pairs           50 publishers to a subscriber each
          persistent      the same, in sessions that the broker keeps (and is told to forget at the end)
          idle            10000 connections that do nothing
          retained        a million retained messages, then a subscriber to #; the broker keeps them
        Options:
          --port N        of the broker, on 127.0.0.1 (1883)
          --pid N         the broker's process, for its CPU time and memory
          --qos LIST      of publishing and subscribing (0,1,2)
          --bytes LIST    of payload, 20 to 65536 (64)
          --clients N     instead of 50, at most 100
          --warm-up S     seconds that are not measured (3)
          --seconds S     seconds that are, at most 600 (5)
          --messages N    published messages, instead of seconds; none to warm up
          --rate N        messages published in a second, in all publishers, instead of as many as can be
          --window N      messages of a publisher that may be under way, at most 10000 (100)
          --batch N       how many a publisher sends at once (a quarter of the window; 1 with --rate)
          --connections N that are idle, at most 100000 (10000)
          --topics N      with a retained message, at most 9999999 (1000000)
          --pause US      microseconds to let packets gather before reading again (500; 0 with --rate)
        """;

    /// @throws LoadException where the arguments are not those of the usage; the message says what to change
    static Options of(String... arguments) {
        Arguments read = new Arguments();
        List<String> loads = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (!arguments[i].startsWith("--")) {
                loads.add(arguments[i]);
            } else if (i + 1 < arguments.length) {
                read.put(arguments[i], arguments[++i]);
            } else {
                throw new LoadException(arguments[i] + " needs a value.");
            }
        }
        loads.stream().filter(each -> !LOADS.contains(each)).findFirst().ifPresent(each -> {
            throw new LoadException("There is no load " + each + "; there are " + String.join(", ", LOADS) + ".");
        });
        if (loads.isEmpty()) {
            throw new LoadException("Which load? " + String.join(", ", LOADS) + " or several of them.");
        }
        long messages = (long) read.number("--messages", 0, 1, 1e9);
        double rate = read.number("--rate", 0, 1, 1e7);
        int window = (int) read.number("--window", 100, 1, 10_000);
        Options options = new Options(
                (int) read.number("--port", 1883, 1, 65535),
                (long) read.number("--pid", 0, 1, 1e9),
                loads,
                read.list("--qos", "0,1,2", 0, 2),
                read.list("--bytes", "64", Packets.MIN_PAYLOAD, 65536),
                (int) read.number("--clients", 50, 1, 100),
                messages > 0 ? 0 : read.number("--warm-up", 3, 0, 600),
                messages > 0 ? 600 : read.number("--seconds", 5, 0.1, 600),
                messages,
                rate,
                window,
                (int) read.number("--batch", rate > 0 ? 1 : Math.ceilDiv(window, 4), 1, window),
                (long) (read.number("--pause", rate > 0 ? 0 : 500, 0, 10_000) * 1000),
                (int) read.number("--connections", 10_000, 1, 100_000),
                (int) read.number("--topics", 1_000_000, 1, 9_999_999));
        read.finish();
        return options;
    }

    InetSocketAddress broker() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
