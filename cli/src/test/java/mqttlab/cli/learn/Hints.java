package mqttlab.cli.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The plays of some stages, to see in the end that each hint of their texts was given in one of them.
final class Hints {

    private final int first;
    private final int last;
    private final List<Play> plays = new ArrayList<>();

    Hints(int first, int last) {
        this.first = first;
        this.last = last;
    }

    Play play(int stage) {
        Play play = new Play(stage);
        plays.add(play);
        return play;
    }

    void assertAllGiven() {
        Set<String> written = new TreeSet<>();
        Set<String> given = new TreeSet<>();
        for (Stage stage : Stages.all().subList(first - 1, last)) {
            stage.text()
                    .steps()
                    .forEach((step, part) ->
                            part.hints().keySet().forEach(hint -> written.add(stage.name() + " " + step + "." + hint)));
        }
        for (Play play : plays) {
            play.hints().forEach(hint -> given.add(play.lesson().stage().name() + " " + hint));
        }
        assertEquals(written, given);
    }
}
