package mqttlab.broker.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.broker.topic.Topics.Filter;
import mqttlab.broker.topic.Topics.Topic;
import mqttlab.conversation.TopicFilter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;

/// The tree finds what looking at each topic finds.
@Domain(Topics.class)
class TopicTreeTest {

    @Property
    void isAMapThatFiltersSearch(
            @ForAll @Size(max = 30) List<Topic> put,
            @ForAll @Size(max = 10) List<Topic> removed,
            @ForAll @Size(min = 1, max = 10) List<Filter> filters) {
        TopicTree<Integer> tree = new TopicTree<>();
        Map<String, Integer> model = new TreeMap<>();
        for (int i = 0; i < put.size(); i++) {
            String topic = put.get(i).name();
            assertEquals(model.put(topic, i), tree.put(topic, i));
        }
        for (Topic topic : removed) {
            assertEquals(model.remove(topic.name()), tree.remove(topic.name()));
            assertNull(tree.get(topic.name()));
        }
        assertEquals(model.size(), tree.size());
        model.forEach((topic, value) -> assertEquals(value, tree.get(topic)));
        List<Integer> all = new ArrayList<>();
        tree.each(all::add);
        assertEquals(sorted(List.copyOf(model.values())), sorted(all));
        for (Filter filter : filters) {
            List<Integer> matching = model.entrySet().stream()
                    .filter(it -> TopicFilter.matches(filter.text(), it.getKey(), false))
                    .map(Map.Entry::getValue)
                    .toList();
            List<Integer> found = new ArrayList<>();
            tree.match(filter.text(), found::add);
            assertEquals(sorted(matching), sorted(found), filter::text);
        }
    }

    @Property
    void nothingIsLeftBehind(@ForAll @Size(max = 30) List<Topic> topics) {
        TopicTree<Integer> tree = new TopicTree<>();
        topics.forEach(it -> tree.put(it.name(), 1));
        topics.forEach(it -> tree.remove(it.name()));
        assertEquals(0, tree.size());
        assertTrue(tree.isBare());
    }

    private static List<Integer> sorted(List<Integer> all) {
        List<Integer> copy = new ArrayList<>(all);
        Collections.sort(copy);
        return copy;
    }
}
