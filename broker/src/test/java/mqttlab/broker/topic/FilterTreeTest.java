package mqttlab.broker.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mqttlab.broker.topic.Topics.Filter;
import mqttlab.broker.topic.Topics.Topic;
import mqttlab.conversation.TopicFilter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;

/// The tree finds what looking at each filter finds.
@Domain(Topics.class)
class FilterTreeTest {

    @Property
    void findsWhatMatches(
            @ForAll @Size(max = 30) List<Filter> filters, @ForAll @Size(min = 1, max = 10) List<Topic> topics) {
        FilterTree<Integer> tree = new FilterTree<>();
        for (int i = 0; i < filters.size(); i++) {
            tree.add(filters.get(i).text(), i);
        }
        for (Topic topic : topics) {
            assertEquals(matching(filters, topic), found(tree, topic), topic::name);
        }
    }

    @Property
    void findsNoMoreWhatWasRemoved(
            @ForAll @Size(max = 20) List<Filter> stay,
            @ForAll @Size(max = 20) List<Filter> go,
            @ForAll @Size(min = 1, max = 10) List<Topic> topics) {
        FilterTree<Integer> tree = new FilterTree<>();
        for (int i = 0; i < Math.max(stay.size(), go.size()); i++) {
            if (i < go.size()) {
                tree.add(go.get(i).text(), -1 - i);
            }
            if (i < stay.size()) {
                tree.add(stay.get(i).text(), i);
            }
        }
        for (int i = 0; i < go.size(); i++) {
            assertTrue(tree.remove(go.get(i).text(), -1 - i));
            assertFalse(tree.remove(go.get(i).text(), -1 - i));
        }
        assertEquals(stay.size(), tree.size());
        for (Topic topic : topics) {
            assertEquals(matching(stay, topic), found(tree, topic), topic::name);
        }
    }

    @Property
    void nothingIsLeftBehind(@ForAll @Size(max = 30) List<Filter> filters) {
        FilterTree<Integer> tree = new FilterTree<>();
        for (int i = 0; i < filters.size(); i++) {
            tree.add(filters.get(i).text(), i);
        }
        for (int i = 0; i < filters.size(); i++) {
            tree.remove(filters.get(i).text(), i);
        }
        assertEquals(0, tree.size());
        assertTrue(tree.isBare());
    }

    @Test
    void removesNothingThatIsNotThere() {
        FilterTree<Integer> tree = new FilterTree<>();
        tree.add("a/b/c", 1);
        assertFalse(tree.remove("a/b", 1));
        assertFalse(tree.remove("a/b/c", 2));
        assertFalse(tree.remove("a/b/c/d", 1));
        assertEquals(List.of(1), found(tree, new Topic("a/b/c")));
    }

    private static List<Integer> matching(List<Filter> filters, Topic topic) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            if (TopicFilter.matches(filters.get(i).text(), topic.name(), false)) {
                all.add(i);
            }
        }
        return all;
    }

    private static List<Integer> found(FilterTree<Integer> tree, Topic topic) {
        List<Integer> found = new ArrayList<>();
        tree.match(topic.name(), found::add);
        Collections.sort(found);
        return found;
    }
}
