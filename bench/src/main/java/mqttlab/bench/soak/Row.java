package mqttlab.bench.soak;

/// How it was for ten seconds.
///
/// @param seconds since the beginning
/// @param resident memory of the broker's process, in bytes
/// @param heap the least that was in use, in bytes
/// @param delay from publisher to subscriber
/// @param sent messages, since the beginning
/// @param visits connections of those who do not stay, since the beginning
record Row(double seconds, long resident, long heap, Delay.Figures delay, long sent, long visits) {

    static final String HEADER = "seconds,resident_bytes,heap_bytes,p50_us,p99_us,max_us,messages,connections";

    String csv() {
        return "%.0f,%d,%d,%.0f,%.0f,%.0f,%d,%d"
                .formatted(
                        seconds,
                        resident,
                        heap,
                        delay.median() / 1e3,
                        delay.p99() / 1e3,
                        delay.longest() / 1e3,
                        sent,
                        visits);
    }
}
