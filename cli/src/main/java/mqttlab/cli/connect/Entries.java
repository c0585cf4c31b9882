package mqttlab.cli.connect;

import java.util.List;
import mqttlab.cli.text.Durations;
import mqttlab.packet.TextBuffer;

/// Entries in text and in JSON. What servers say is escaped in both.
final class Entries {

    private static final int NAME = 12;
    private static final int LABEL = 35;

    private Entries() {}

    static void addText(TextBuffer out, Entry entry) {
        out.add(entry.name).spaces(NAME - entry.name.length()).add(' ').add(entry.title());
        if (entry.nanos != Entry.NO_TIME) {
            out.add(" (");
            Durations.add(out, entry.nanos);
            out.add(')');
        }
        out.add('\n');
        addFacts(out, entry, 2);
    }

    private static void addFacts(TextBuffer out, Entry entry, int indent) {
        for (Entry.Fact fact : entry.facts) {
            if (!fact.label().isEmpty()) {
                out.spaces(indent)
                        .add(fact.label())
                        .spaces(LABEL - indent - fact.label().length())
                        .add(' ');
                addValue(out, fact.value());
                out.add(fact.note().isEmpty() ? "" : "  ").add(fact.note()).add('\n');
            } else if (fact.value() instanceof List<?> list) {
                addAll(out, list, indent);
            }
        }
    }

    /// Entries within an entry have lines of their own; a list of texts without a label is in the title.
    private static void addAll(TextBuffer out, List<?> list, int indent) {
        for (Object each : list) {
            if (each instanceof Entry inner) {
                out.spaces(indent)
                        .add(inner.name)
                        .spaces(LABEL - indent - inner.name.length())
                        .add(' ');
                out.add(inner.title()).add('\n');
                addFacts(out, inner, indent + 2);
            }
        }
    }

    private static void addValue(TextBuffer out, Object value) {
        switch (value) {
            case Boolean it -> out.add(it ? "yes" : "no");
            case List<?> all -> {
                for (int i = 0; i < all.size(); i++) {
                    out.add(i == 0 ? "" : ", ");
                    addValue(out, all.get(i));
                }
            }
            default -> out.add(Entry.escape(value.toString()));
        }
    }

    /// Appends an object in one line, with its end.
    static void addJson(TextBuffer out, Entry entry) {
        out.add("{\"step\":");
        out.json(entry.name);
        if (entry.nanos != Entry.NO_TIME) {
            out.add(",\"ms\":").add(entry.nanos / 1_000_000).add('.');
            out.add(Long.toString(1000 + entry.nanos / 1000 % 1000).substring(1));
        }
        members(out, entry);
        out.add("}\n");
    }

    private static void members(TextBuffer out, Entry entry) {
        for (Entry.Fact fact : entry.facts) {
            if (!fact.key().isEmpty()) {
                out.add(',');
                out.json(fact.key());
                out.add(':');
                value(out, fact.value());
            }
        }
    }

    private static void value(TextBuffer out, Object value) {
        switch (value) {
            case Boolean it -> out.add(it ? "true" : "false");
            case Number it -> out.add(it.longValue());
            case Entry it -> {
                out.add("{\"name\":");
                out.json(it.name);
                members(out, it);
                out.add('}');
            }
            case List<?> all -> {
                out.add('[');
                for (int i = 0; i < all.size(); i++) {
                    out.add(i == 0 ? "" : ",");
                    value(out, all.get(i));
                }
                out.add(']');
            }
            default -> out.json(value.toString());
        }
    }
}
