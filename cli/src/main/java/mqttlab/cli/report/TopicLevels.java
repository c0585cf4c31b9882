package mqttlab.cli.report;

import java.util.ArrayList;
import java.util.List;

/// The tree of topic levels. It is not built: the sorted list of topics is the tree, and a level is a range of it.
final class TopicLevels {

    /// What lies deeper is one level. A topic may have 65535, and whoever prints them calls itself for each.
    static final int MOST_DEPTH = 100;

    /// A level, and all topics at or below it.
    ///
    /// @param depth 0 for the root, which has no name
    /// @param from the first of its topics in the list
    /// @param end where its name ends in each of their names
    record Level(int depth, int from, int to, int start, int end, TopicCount sum) {}

    private final List<TopicCount> topics;

    TopicLevels(List<TopicCount> topics) {
        this.topics = topics;
        topics.sort((a, b) -> compare(a.topic, b.topic));
    }

    /// By levels: what lies below a topic comes before what begins with the same characters.
    private static int compare(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i)), rank(b.charAt(i)));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int rank(char c) {
        return c == '/' ? -1 : c;
    }

    Level root() {
        return level(0, 0, topics.size(), 0, -1);
    }

    private Level level(int depth, int from, int to, int start, int end) {
        TopicCount sum = new TopicCount("");
        for (int i = from; i < to; i++) {
            sum.add(topics.get(i));
        }
        return new Level(depth, from, to, start, end, sum);
    }

    /// The levels right below, sorted by name.
    List<Level> children(Level parent) {
        List<Level> children = new ArrayList<>();
        int start = parent.end() + 1;
        int from = isTopic(parent) ? parent.from() + 1 : parent.from();
        while (from < parent.to()) {
            String first = topics.get(from).topic;
            boolean isDeepest = parent.depth() + 1 == MOST_DEPTH;
            int slash = isDeepest ? -1 : first.indexOf('/', start);
            int end = slash < 0 ? first.length() : slash;
            int to = from + 1;
            while (to < parent.to() && !isDeepest && isBelow(topics.get(to).topic, first, start, end)) {
                to++;
            }
            children.add(level(parent.depth() + 1, from, to, start, end));
            from = to;
        }
        return children;
    }

    private static boolean isBelow(String topic, String first, int start, int end) {
        boolean isSame = topic.regionMatches(start, first, start, end - start);
        return isSame && (topic.length() == end || topic.length() > end && topic.charAt(end) == '/');
    }

    /// Whether the level is a topic itself, for which messages were seen.
    boolean isTopic(Level level) {
        return level.depth() > 0 && topics.get(level.from()).topic.length() == level.end();
    }

    /// The messages of the level's own topic, if it is one.
    TopicCount own(Level level) {
        return topics.get(level.from());
    }

    String name(Level level) {
        return topics.get(level.from()).topic.substring(level.start(), level.end());
    }
}
