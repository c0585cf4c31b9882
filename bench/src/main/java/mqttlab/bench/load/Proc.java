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

    /// Bytes of the heap that are in use after a garbage collection; 0 where it is not a Java program.
    long heap() throws IOException {
        if (pid == 0 || !read("comm").startsWith("java")) {
            return 0;
        }
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process asked = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (var lines = asked.inputReader().lines()) {
            // Total       1234567      123456789
            return lines.filter(each -> each.startsWith("Total "))
                    .mapToLong(each -> Long.parseLong(each.trim().split(" +")[2]))
                    .findFirst()
                    .orElseThrow(() -> new LoadException("jcmd " + pid + " GC.class_histogram shows no total."));
        }
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no process " + pid + " to be seen in /proc.", e);
        }
    }
}
