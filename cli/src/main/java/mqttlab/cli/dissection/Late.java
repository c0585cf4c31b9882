package mqttlab.cli.dissection;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.filter.Filter;
import mqttlab.finding.Finding;
import org.jspecify.annotations.Nullable;

/// What is noticed of a packet when the filter has judged it: the filter judges again, with what was noticed.
///
/// For this, packets are kept that may still be spoken of: the last of each connection, and those that ask for
/// something that has not come. They are no more than [#MOST], or [#MOST_BYTES] bytes, and none without a filter.
final class Late {

    private static final int MOST = 10_000;
    private static final int MOST_BYTES = 32 << 20;

    private final @Nullable Filter<Seen> filter;
    private final View view;
    /// Takes packets that may be filled anew.
    private final ArrayDeque<Seen> spare;

    /// By number, the oldest first.
    private final Map<Long, Seen> kept = new LinkedHashMap<>();
    private long bytes;

    Late(@Nullable Filter<Seen> filter, View view, ArrayDeque<Seen> spare) {
        this.filter = filter;
        this.view = view;
        this.spare = spare;
    }

    /// Whether there is a filter.
    boolean isWanted() {
        return filter != null;
    }

    void keep(Seen seen) {
        kept.put(seen.id(), seen);
        bytes += seen.length();
        for (Iterator<Seen> oldest = kept.values().iterator(); kept.size() > MOST || bytes > MOST_BYTES; ) {
            bytes -= oldest.next().length();
            oldest.remove();
        }
    }

    boolean isKept(Seen seen) {
        return !kept.isEmpty() && kept.get(seen.id()) == seen;
    }

    /// Nothing more will be noticed of it.
    void forget(long packet) {
        Seen seen = kept.isEmpty() ? null : kept.remove(packet);
        if (seen != null) {
            bytes -= seen.length();
            if (seen.isJudged()) {
                spare.push(seen);
            }
        }
    }

    void finding(Watched connection, Finding finding) {
        Seen seen = kept.get(finding.packet());
        if (seen == null) {
            tell(connection, finding, filter == null || connection.isShown());
        } else {
            seen.add(finding);
            tell(connection, finding, seen.isJudged() && filter != null && filter.test(seen));
        }
    }

    private void tell(Watched connection, Finding finding, boolean isWanted) {
        if (isWanted) {
            connection.shown();
            view.finding(connection, finding);
        }
    }
}
