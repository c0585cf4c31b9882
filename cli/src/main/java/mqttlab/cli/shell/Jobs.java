package mqttlab.cli.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The commands that run beside the prompt, by name. Any thread may call.
public final class Jobs {

    private final Map<String, Job> running = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /// A job with a name of its own: that of its command and a number.
    synchronized Job create(String command, String line) {
        Job job = new Job(command + counts.merge(command, 1, Integer::sum), line);
        running.put(job.name(), job);
        return job;
    }

    synchronized void remove(Job job) {
        running.remove(job.name());
    }

    /// Those that run, the oldest first.
    public synchronized List<Job> all() {
        return new ArrayList<>(running.values());
    }

    public synchronized @Nullable Job find(String name) {
        return running.get(name);
    }

    /// Ends all, the newest first: clients before the broker that they speak to.
    public void stopAll() {
        for (Job job : all().reversed()) {
            boolean _ = job.stop();
        }
    }
}
