package mqttlab.cli.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.TerminalWidth;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// A sequence diagram that is drawn as packets come: a lane for each client and server, an arrow for each packet, and
/// beside it what was sent.
///
/// Lanes appear when their owners do. There are as many as the page is wide enough for; then a newcomer gets the lane
/// of who has been quiet longest, of those that are not connected if there are any. The name of a new owner is
/// printed above its lane.
public final class Ladder {

    private static final int UNKNOWN_WIDTH = 100;
    private static final int LEAST_GAP = 8;
    private static final int MOST_GAP = 16;
    private static final int LEAST_LABEL = 34;
    private static final int BEFORE_LABEL = 3;
    /// After so many arrows all names are printed again.
    private static final int REPEAT = 60;

    /// How an arrow is drawn.
    public enum Line {
        PACKET("─", "┼"),
        /// Sent before, or no packet: the end of a connection.
        FAINT("╌", "┼");

        private final String dash;
        private final String cross;

        Line(String dash, String cross) {
            this.dash = dash;
            this.cross = cross;
        }
    }

    private static final class Lane {
        String owner;
        String name;
        boolean isServer;
        boolean isNamed;
        long used;

        Lane(String owner, String name) {
            this.owner = owner;
            this.name = name;
        }
    }

    private final Page page;
    private final int columns;
    private final int margin;
    private final int gap;
    private final int most;
    private final List<Lane> lanes = new ArrayList<>();
    /// How many connections clients have, by owner; also of those that have lost their lanes.
    private final Map<String, Integer> connections = new HashMap<>();
    private final TextBuffer out = new TextBuffer();
    private final TextBuffer cell = new TextBuffer(64);
    private long uses;
    private long rows;

    /// @param margin how wide the columns are that stand before the lanes
    public Ladder(Page page, int margin) {
        this.page = page;
        this.margin = margin;
        columns = page.columns() > 0 ? page.columns() : UNKNOWN_WIDTH;
        int room = Math.max(0, columns - margin);
        gap = Math.clamp(room / 8, LEAST_GAP, MOST_GAP);
        most = Math.max(2, 1 + (room - LEAST_LABEL - BEFORE_LABEL) / gap);
    }

    /// Who owns a lane.
    ///
    /// @param owner what tells it from all others
    /// @param name what it is called; escaped
    public record Party(String owner, String name) {}

    /// A connection of this client was seen for the first time.
    public void opened(Party client, Party server) {
        lane(server, client, true);
        lane(client, server, false);
        connections.merge(client.owner(), 1, Integer::sum);
    }

    /// A client is known under another name from now on: its lane stays, unless that name has one.
    public void renamed(Party from, Party client) {
        Lane lane = find(from.owner());
        if (lane != null && find(client.owner()) == null) {
            lane.owner = client.owner();
            lane.name = client.name();
            lane.isNamed = false;
        }
        closed(from);
        connections.merge(client.owner(), 1, Integer::sum);
    }

    /// A connection of this client is over.
    public void closed(Party client) {
        connections.computeIfPresent(client.owner(), (_, count) -> count == 1 ? null : count - 1);
    }

    private boolean isAlive(Lane lane) {
        return lane.isServer || connections.containsKey(lane.owner);
    }

    /// Draws an arrow.
    ///
    /// @param before what stands in the margin; as wide as that
    /// @param label what was sent; cut where the page ends
    /// @param end of the label, which is never cut
    public void arrow(
            TextBuffer before, Party client, Party server, boolean isUp, Line line, TextBuffer label, String end) {
        int right = lanes.indexOf(lane(client, server, false));
        int left = lanes.indexOf(lane(server, client, true));
        heads();
        out.clear();
        out.add(before);
        row(isUp ? right : left, isUp ? left : right, line);
        int room = columns - margin - width() - BEFORE_LABEL;
        cell.clear();
        cell.add(end);
        cut(label, Math.max(1, room - TerminalWidth.of(cell)));
        out.spaces(BEFORE_LABEL).add(label).add(end);
        page.print(out.add('\n'));
    }

    /// How wide labels may be.
    public int labelWidth() {
        return columns - margin - width() - BEFORE_LABEL;
    }

    /// Draws time that passes, in words.
    public void pause(String words) {
        out.clear();
        page.paint().faint(out);
        out.spaces(margin);
        for (int i = 0; i < lanes.size(); i++) {
            out.add(isAlive(lanes.get(i)) ? "┊" : " ").spaces(i + 1 < lanes.size() ? gap - 1 : 0);
        }
        out.spaces(BEFORE_LABEL).add(words);
        page.paint().end(out);
        page.print(out.add('\n'));
    }

    private int width() {
        return (lanes.size() - 1) * gap + 1;
    }

    private @Nullable Lane find(String owner) {
        for (Lane lane : lanes) {
            if (lane.owner.equals(owner)) {
                return lane;
            }
        }
        return null;
    }

    private Lane lane(Party party, Party peer, boolean isServer) {
        Lane lane = find(party.owner());
        if (lane == null) {
            lane = new Lane(party.owner(), party.name());
            if (lanes.size() < most) {
                lanes.add(lane);
            } else {
                lanes.set(quietest(peer), lane);
            }
        }
        lane.isServer = isServer;
        lane.used = ++uses;
        return lane;
    }

    private int quietest(Party peer) {
        int best = -1;
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            if (!lane.owner.equals(peer.owner()) && (best < 0 || isQuieter(lane, lanes.get(best)))) {
                best = i;
            }
        }
        return best;
    }

    private boolean isQuieter(Lane one, Lane other) {
        if (one.isServer != other.isServer) {
            return other.isServer;
        }
        return isAlive(one) == isAlive(other) ? one.used < other.used : !isAlive(one);
    }

    /// Prints the names of lanes that are new, each above its lane; from time to time all of them.
    private void heads() {
        if (++rows % REPEAT == 0) {
            lanes.forEach(lane -> lane.isNamed = false);
        }
        for (int i = 0; i < lanes.size(); i++) {
            if (!lanes.get(i).isNamed) {
                lanes.get(i).isNamed = true;
                head(i);
            }
        }
    }

    private void head(int named) {
        out.clear();
        out.spaces(margin);
        for (int i = 0; i < named; i++) {
            out.add(isAlive(lanes.get(i)) ? "│" : " ").spaces(gap - 1);
        }
        cell.clear();
        cell.add(lanes.get(named).name);
        cut(cell, columns - margin - named * gap);
        page.paint().bold(out);
        out.add(cell);
        page.paint().end(out);
        page.print(out.add('\n'));
    }

    private static void cut(TextBuffer text, int most) {
        if (TerminalWidth.of(text) > most) {
            text.truncate(TerminalWidth.cut(text, Math.max(1, most - 1)));
            text.add("…");
        }
    }

    private void row(int from, int to, Line line) {
        int left = Math.min(from, to);
        int right = Math.max(from, to);
        for (int i = 0; i < lanes.size(); i++) {
            boolean isAlive = isAlive(lanes.get(i));
            boolean isCrossed = i > left && i < right;
            out.add(
                    i == from
                            ? from < to ? "├" : "┤"
                            : isCrossed && isAlive
                                    ? line.cross
                                    : isCrossed ? line.dash : isAlive || i == to ? "│" : " ");
            if (i + 1 < lanes.size()) {
                between(i, left, right, to, line);
            }
        }
    }

    /// What stands between a lane and the next.
    private void between(int lane, int left, int right, int to, Line line) {
        if (lane < left || lane >= right) {
            out.spaces(gap - 1);
            return;
        }
        boolean isHeadLeft = lane == to;
        boolean isHeadRight = lane + 1 == to;
        out.add(isHeadLeft ? "◄" : line.dash);
        for (int i = 0; i < gap - 3; i++) {
            out.add(line.dash);
        }
        out.add(isHeadRight ? "►" : line.dash);
    }
}
