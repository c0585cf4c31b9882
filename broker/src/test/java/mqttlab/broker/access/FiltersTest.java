package mqttlab.broker.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {

    /// The examples of 5.0 section 4.7, and edges.
    @ParameterizedTest
    @CsvSource({
        "sport/tennis/player1/#, sport/tennis/player1, true",
        "sport/tennis/player1/#, sport/tennis/player1/ranking, true",
        "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon, true",
        "sport/#, sport, true",
        "sport/tennis/+, sport/tennis/player1, true",
        "sport/tennis/+, sport/tennis/player1/ranking, false",
        "sport/+, sport, false",
        "sport/+, sport/, true",
        "+/+, /finance, true",
        "/+, /finance, true",
        "+, /finance, false",
        "#, $SYS/uptime, false",
        "+/monitor/Clients, $SYS/monitor/Clients, false",
        "$SYS/#, $SYS/uptime, true",
        "$SYS/monitor/+, $SYS/monitor/Clients, true",
        "a, A, false",
        "a/b, a/bc, false",
        "a/bc, a/b, false",
        "#, /, true",
        "+, '', true"
    })
    void matches(String filter, String topic, boolean expected) {
        assertEquals(expected, Filters.matches(filter, topic));
    }

    /// All short topics and filters of a few levels, against each other: what matches is counted.
    @Test
    void coversAndMeetAreWhatMatchesSays() {
        List<String> topics = new ArrayList<>();
        List<String> filters = new ArrayList<>();
        grow("", List.of("a", "b", "", "$s"), topics, 4);
        grow("", List.of("a", "", "+", "#", "$s"), filters, 3);
        filters.removeIf(it -> Filters.wrong(it) != null);
        assertTrue(filters.size() > 50);
        for (String one : filters) {
            for (String other : filters) {
                boolean meet = false;
                boolean covers = true;
                for (String topic : topics) {
                    boolean isIn = Filters.matches(other, topic);
                    meet |= isIn && Filters.matches(one, topic);
                    covers &= !isIn || Filters.matches(one, topic);
                }
                assertEquals(meet, Filters.meet(one, other), one + " meets " + other);
                // "+/#" covers "#", which is not seen: it is said of single levels.
                if (Filters.covers(one, other)) {
                    assertTrue(covers, one + " covers " + other);
                } else if (!one.startsWith("+")) {
                    assertEquals(covers, Filters.covers(one, other), one + " covers " + other);
                }
            }
        }
    }

    private static void grow(String before, List<String> levels, List<String> all, int left) {
        for (String level : levels) {
            String it = before + level;
            all.add(it);
            if (left > 1) {
                grow(it + "/", levels, all, left - 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#", "#a", "#/a", "a/#/b", "a+", "+a", "a/b+/c", "a\0"})
    void wrong(String filter) {
        assertNotNull(Filters.wrong(filter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "#", "+", "+/#", "/+", "a/+/b", "a//b", " ", "a/#"})
    void right(String filter) {
        assertNull(Filters.wrong(filter));
    }
}
