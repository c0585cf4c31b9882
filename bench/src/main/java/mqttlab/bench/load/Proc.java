package mqttlab.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What Linux says of a process (proc(5)); nothing of process 0, which stands for none.
record Proc(long pid) {

    /// What `getconf CLK_TCK` says everywhere.
    private static final double TICKS_PER_SECOND = 100;

    static Proc self() {
        return new Proc(ProcessHandle.current().pid());
    }

    /// Seconds of CPU time of all threads, user and system.
    double cpuSeconds() {
        if (pid == 0) {
            return Double.NaN;
        }
        String stat = read("stat");
        // After the name, which may hold spaces: the third field and those that follow.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /// Bytes of memory that are resident.
    long resident() {
        if (pid == 0) {
            return 0;
        }
        String line = read("status")
                .lines()
                .filter(each -> each.startsWith("VmRSS:"))
                .findFirst()
                .orElse("VmRSS: 0 kB");
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no process " + pid + " to be seen in /proc.", e);
        }
    }
}
