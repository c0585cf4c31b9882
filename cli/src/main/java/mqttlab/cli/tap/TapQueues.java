package mqttlab.cli.tap;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Status;
import mqttlab.cli.dissection.Dissection;

/// Gathers who is to be shown the traffic of a broker or a relay: each has a queue of its own, and what goes wrong with
/// one is said on standard error, and hinders nobody else.
public final class TapQueues {

    /// How much may wait to be shown, in bytes.
    private static final long VIEW_ROOM = 32 << 20;
    /// How much may wait for the disk, in bytes.
    private static final long FILE_ROOM = 64 << 20;

    private final String server;
    private final PrintStream err;
    private final List<TapQueue> all = new ArrayList<>();

    /// @param server whose traffic it is: "broker", "relay"
    public TapQueues(String server, PrintStream err) {
        this.server = server;
        this.err = err;
    }

    /// Writes it to this file too, which is replaced only when the queue [begins][TapQueue#begin].
    ///
    /// @param option that names the file
    public void file(String option, String name) {
        all.add(new TapQueue(server + "-pcap", () -> begin(option, name), new Told(name, "written"), FILE_ROOM));
    }

    /// Prints it.
    ///
    /// @param where it stands, for messages: an option
    public void view(String where, Dissection dissection) {
        TapView view = new TapView(dissection);
        all.add(new TapQueue(server + "-view", () -> view, new Told(where, "printed"), VIEW_ROOM));
    }

    /// Shows it in a page.
    ///
    /// @param option that asks for the page
    public void page(String option, TapQueue.Opening page) {
        all.add(new TapQueue(server + "-ui", page, new Told(option, "shown"), VIEW_ROOM));
    }

    public List<TapQueue> all() {
        return List.copyOf(all);
    }

    private static TapFile begin(String option, String name) throws IOException {
        try {
            return TapFile.to(Path.of(name));
        } catch (NoSuchFileException e) {
            throw new Failure(Status.FAILED, option + " " + name + ": there is no such directory");
        }
    }

    private final class Told implements TapQueue.Account {

        private final String where;
        private final String done;

        Told(String where, String done) {
            this.where = where;
            this.done = done;
        }

        @Override
        public void lost(long bytes) {
            err.println("mqttlab: " + where + ": " + bytes + " bytes of MQTT came faster than they could be " + done
                    + ", and were left out there");
        }

        @Override
        public void failed(Exception why) {
            Throwable cause = why instanceof UncheckedIOException io ? io.getCause() : why;
            String text = why instanceof Output.Closed
                    ? "nobody reads it any more"
                    : cause instanceof IOException || cause instanceof Failure
                            ? String.valueOf(cause.getMessage())
                            : "we have made a mistake, please report it: " + cause;
            err.println(
                    "mqttlab: " + where + ": " + text + ". Nothing more is " + done + "; the " + server + " goes on.");
        }
    }
}
