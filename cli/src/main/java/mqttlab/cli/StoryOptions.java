package mqttlab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The options of commands that tell what happened, to clients and their connections.
final class StoryOptions {

    private final Options.Value<@Nullable String> ladder;
    private final Options.Value<@Nullable String> follow;
    private final Options.Value<Boolean> diagnose;

    StoryOptions(Options options) {
        ladder = options.optional(
                "--ladder",
                "CLIENT",
                "Draw who sends what to whom, a column for each client and server; or for one client,"
                        + " by its identifier or IP:PORT.");
        follow = options.text("--follow", "CLIENT", "Show the messages of one client, in both directions.");
        diagnose = options.flag("--diagnose", "Say why connections ended, and what else was remarkable.");
    }

    private record Story(String option, Dissection.Depth depth, Function<Stage, View> make) implements Account {
        @Override
        public View view(Stage stage) {
            return make.apply(stage);
        }
    }

    /// Those that were asked for.
    List<Account> given() {
        List<Account> given = new ArrayList<>(1);
        if (diagnose.get()) {
            given.add(new Story(
                    "--diagnose",
                    Dissection.Depth.ACROSS,
                    stage -> new DiagnoseView(stage.page(), stage.isJson())));
        }
        return given;
    }

    /// What stands behind --ladder, or null.
    @Nullable
    String ladderClient() {
        String client = ladder.get();
        return client == null || client.isEmpty() ? null : client;
    }
}
