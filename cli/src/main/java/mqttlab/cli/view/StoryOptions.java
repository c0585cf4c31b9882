package mqttlab.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import mqttlab.cli.command.Options;
import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.View;
import org.jspecify.annotations.Nullable;

/// The options of commands that tell what happened, to clients and their connections.
final class StoryOptions {

    private final Options.Value<@Nullable String> ladder;
    private final Options.Value<@Nullable String> follow;
    private final Options.Value<Boolean> diagnose;
    private boolean isGivenBack;

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
                    "--diagnose", Dissection.Depth.ACROSS, stage -> new DiagnoseView(stage.page(), stage.isJson())));
        }
        if (ladder.get() != null) {
            ClientChoice choice = new ClientChoice(ladderClient());
            given.add(new Story(
                    "--ladder",
                    Dissection.Depth.BEHIND,
                    stage -> stage.isJson() ? new LadderJson(stage, choice) : new LadderView(stage, choice)));
        }
        if (follow.get() != null) {
            ClientChoice choice = new ClientChoice(follow.get());
            given.add(new Story(
                    "--follow",
                    Dissection.Depth.BEHIND,
                    stage -> stage.isJson() ? new FollowJson(stage, choice) : new FollowView(stage, choice)));
        }
        return given;
    }

    private @Nullable String ladderClient() {
        String client = ladder.get();
        return client == null || client.isEmpty() || isGivenBack ? null : client;
    }

    /// In `--ladder FILE` picocli takes the file for the client. Where nothing else is the file, it is given back;
    /// null where there is nothing to give.
    @Nullable
    String giveBack() {
        String client = ladderClient();
        isGivenBack = client != null;
        return client;
    }
}
