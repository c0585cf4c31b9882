package mqttlab.cli.report;

import java.util.List;
import mqttlab.cli.report.TopicLevels.Level;
import mqttlab.cli.text.Amounts;
import mqttlab.cli.text.Page;
import mqttlab.packet.TextBuffer;

/// Topics as a tree for people: a line for each level, with all that was seen at and below it.
///
/// A level that is no topic and has one level below shares its line: `home/kitchen`.
final class TopicsText {

    private static final int NUMBER = 9;

    private final Page page;
    private final TopicCounts counts;
    private final TopicLevels levels;
    private final TextBuffer line = new TextBuffer();
    private final TextBuffer number = new TextBuffer(32);
    /// The branches that lead to the level at hand.
    private final TextBuffer branches = new TextBuffer();

    TopicsText(Page page, TopicCounts counts) {
        this.page = page;
        this.counts = counts;
        levels = new TopicLevels(counts.all());
    }

    void print() {
        TopicCount sum = counts.sum();
        if (sum.tally.packets == 0) {
            page.line(line.add("no messages"));
            return;
        }
        page.heading(" messages    bytes retained  topic");
        for (Level level : levels.children(levels.root())) {
            print(level, "", "");
        }
        rest(counts.unknown(), "(topic not known)");
        rest(counts.beyond(), "(all other topics)");
        String topics = counts.size() == 1 ? "1 topic" : counts.size() + " topics";
        numbers(sum).add(topics);
        page.line(line);
        if (counts.beyond().tally.packets > 0) {
            page.line(line.add("There were more topics than can be kept (")
                    .add(counts.mostTopics())
                    .add(", or ")
                    .add(counts.mostCharacters())
                    .add(" characters); -Y shows some of them."));
        }
    }

    private void rest(TopicCount count, String what) {
        if (count.tally.packets > 0) {
            numbers(count).add(what);
            page.line(line);
        }
    }

    /// @param branch before its name
    /// @param indent before the branches of those below, in its place
    private void print(Level level, String branch, String indent) {
        Level last = level;
        List<Level> below = levels.children(last);
        TextBuffer text = numbers(level.sum()).add(branches).add(branch);
        int start = text.size();
        text.escaped(levels.name(level));
        while (!levels.isTopic(last) && below.size() == 1) {
            last = below.getFirst();
            below = levels.children(last);
            text.add('/').escaped(levels.name(last));
        }
        text.add(text.size() == start ? "\"\"" : "");
        if (levels.isTopic(last) && !below.isEmpty()) {
            text.add("  (").add(levels.own(last).tally.packets).add(" here)");
        }
        page.line(text);
        int outer = branches.size();
        branches.add(indent);
        for (int i = 0; i < below.size(); i++) {
            boolean isLast = i == below.size() - 1;
            print(below.get(i), isLast ? "└─ " : "├─ ", isLast ? "   " : "│  ");
        }
        branches.truncate(outer);
    }

    private TextBuffer numbers(TopicCount count) {
        right(count.tally.packets);
        right(count.tally.bytes);
        if (count.retained > 0) {
            right(count.retained);
        } else {
            line.spaces(NUMBER);
        }
        return line.add("  ");
    }

    private void right(long value) {
        number.clear();
        Amounts.add(number, value);
        line.spaces(NUMBER - number.size()).add(number);
    }
}
