package mqttlab.broker.topic;

import java.util.ArrayList;
import java.util.List;

/// The levels of a topic name or filter, one after the other: what stands between the slashes, be it nothing. 3.1.1 and
/// 5.0 section 4.7.1.1.
public final class Levels {

    private final String text;
    private int from;
    private int to = -1;

    Levels(String text) {
        this.text = text;
    }

    /// Goes to the next level; false where there is none.
    boolean next() {
        from = to + 1;
        if (from > text.length()) {
            return false;
        }
        to = text.indexOf('/', from);
        if (to < 0) {
            to = text.length();
        }
        return true;
    }

    String level() {
        return text.substring(from, to);
    }

    static String[] of(String topic) {
        List<String> all = new ArrayList<>(8);
        Levels levels = new Levels(topic);
        while (levels.next()) {
            all.add(levels.level());
        }
        return all.toArray(String[]::new);
    }

    /// How many levels a topic name or filter has.
    public static int count(String text) {
        int count = 1;
        for (int i = text.indexOf('/'); i >= 0; i = text.indexOf('/', i + 1)) {
            count++;
        }
        return count;
    }
}
