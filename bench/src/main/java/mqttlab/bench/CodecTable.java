package mqttlab.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs [CodecBenchmark] and prints a table of medians in markdown. Takes JMH's options.
///
/// Every benchmark is measured once per round, in a JVM of its own, so that what else the machine does falls on all
/// alike.
public final class CodecTable {

    private static final int ROUNDS = 3;

    private final Map<String, List<Double>> nanos = new HashMap<>();

    private CodecTable() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .include(CodecBenchmark.class.getSimpleName())
                .forks(1)
                .verbosity(VerboseMode.SILENT)
                .build();
        CodecTable table = new CodecTable();
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.println("round " + round + " of " + ROUNDS);
            for (RunResult result : new Runner(options).run()) {
                table.add(result);
            }
        }
        table.print();
    }

    private void add(RunResult result) {
        String method = result.getParams().getBenchmark();
        String key = key(
                method.substring(method.lastIndexOf('.') + 1),
                result.getParams().getParam("sample"),
                result.getParams().getParam("past"));
        for (IterationResult iteration : result.getAggregatedResult().getIterationResults()) {
            nanos.computeIfAbsent(key, _ -> new ArrayList<>())
                    .add(iteration.getPrimaryResult().getScore());
        }
    }

    private static String key(String method, String sample, String past) {
        return method + " " + sample + " " + past;
    }

    private double median(String method, Sample sample, CodecBenchmark.Past past) {
        List<Double> found = nanos.getOrDefault(key(method, sample.name(), past.name()), List.of());
        double[] sorted =
                found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }

    private void print() {
        System.out.println("| packet | the JVM has done | read | Netty | times as fast | with a trace | times as long "
                + "| write | Netty | times as fast |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Sample sample : Sample.values()) {
            for (CodecBenchmark.Past past : CodecBenchmark.Past.values()) {
                row(sample, past);
            }
        }
    }

    private void row(Sample sample, CodecBenchmark.Past past) {
        double read = median("read", sample, past);
        if (Double.isNaN(read)) {
            return;
        }
        double nettyRead = median("nettyRead", sample, past);
        double trace = median("trace", sample, past);
        double write = median("write", sample, past);
        double nettyWrite = median("nettyWrite", sample, past);
        System.out.println(String.format(
                Locale.ROOT,
                "| %s, %d bytes | %s | %.0f ns | %.0f ns | **%.1f** | %.0f ns | %.1f | %.0f ns | %.0f ns | **%.1f** |",
                sample,
                sample.bytes().length,
                past.text(),
                read,
                nettyRead,
                nettyRead / read,
                trace,
                trace / read,
                write,
                nettyWrite,
                nettyWrite / write));
    }
}
