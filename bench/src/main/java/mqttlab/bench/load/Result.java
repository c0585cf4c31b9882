package mqttlab.bench.load;

import java.util.Locale;

/// What came of a load.
///
/// What the broker delivers in a second of its CPU time says most where others use the machine too.
///
/// @param perSecond messages delivered in a second
/// @param generatorCpu seconds of CPU time in a second
/// @param brokerCpu the same of the broker; NaN where its process is not known
/// @param delivered messages from the first to the last, those of the warm-up too
/// @param lost messages that were not delivered
/// @param doubled deliveries of a message that had been delivered
record Result(
        Scenario scenario,
        Shape shape,
        double perSecond,
        Latency latency,
        double generatorCpu,
        double brokerCpu,
        long delivered,
        long lost,
        long doubled) {

    static final String HEADER = String.format(
            "%-10s %3s %5s %11s %9s %9s %9s %9s %9s %8s %8s %13s %6s %7s",
            "load",
            "qos",
            "bytes",
            "delivered/s",
            "p50-us",
            "p99-us",
            "calm-p99",
            "p99.9-us",
            "max-us",
            "load-CPU",
            "CPU",
            "per-CPU-second",
            "lost",
            "doubled");

    /// Columns as in the header, parted by spaces.
    String row() {
        return String.format(
                Locale.ROOT,
                "%-10s %3d %5d %11.0f %9.0f %9.0f %9s %9.0f %9.0f %7.0f%% %8s %13s %6d %7d",
                scenario,
                shape.qos(),
                shape.bytes(),
                perSecond,
                latency.micros(50),
                latency.micros(99),
                known(latency.calmP99(), ""),
                latency.micros(99.9),
                latency.micros(100),
                100 * generatorCpu,
                known(100 * brokerCpu, "%"),
                known(perSecond / brokerCpu, ""),
                lost,
                doubled);
    }

    private static String known(double number, String unit) {
        return Double.isNaN(number) ? "-" : Math.round(number) + unit;
    }

    boolean isRight() {
        return lost == 0 && doubled == 0;
    }
}
