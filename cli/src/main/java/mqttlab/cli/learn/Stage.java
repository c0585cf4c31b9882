package mqttlab.cli.learn;

import java.util.List;
import java.util.function.Supplier;

/// One of the ten.
///
/// @param number from 1
/// @param name one word; also that of its text among the resources
/// @param steps one after the other; made anew for each lesson
record Stage(int number, String name, Supplier<List<Step>> steps) {

    Text text() {
        return Text.read(number, name);
    }
}
