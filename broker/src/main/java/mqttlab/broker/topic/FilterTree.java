package mqttlab.broker.topic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Values under topic filters, found by the topics that the filters match: a search costs by the levels of the topic
/// and by what matches, not by what is there.
///
/// A filter is one of 3.1.1 and 5.0 section 4.7, with its wildcards in place. Order of the values is not kept.
public final class FilterTree<V> {

    private final Node<V> root = new Node<>();
    private int size;

    /// How many values there are.
    public int size() {
        return size;
    }

    /// Whether not even a level is left.
    boolean isBare() {
        return root.isEmpty();
    }

    /// Adds a value under a filter; the same value may be there once only.
    public void add(String filter, V value) {
        Node<V> node = root;
        Levels levels = new Levels(filter);
        while (levels.next()) {
            node = node.childOrNew(levels.level());
        }
        if (node.values == null) {
            node.values = new ArrayList<>(1);
        }
        node.values.add(value);
        size++;
    }

    /// Removes a value, and every level that leads to nothing any more. Returns whether it was there.
    public boolean remove(String filter, V value) {
        List<Node<V>> path = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Node<V> node = root;
        Levels levels = new Levels(filter);
        while (levels.next()) {
            path.add(node);
            names.add(levels.level());
            Node<V> child = node.child(levels.level());
            if (child == null) {
                return false;
            }
            node = child;
        }
        if (node.values == null || !removeOne(node.values, value)) {
            return false;
        }
        if (node.values.isEmpty()) {
            node.values = null;
        }
        size--;
        for (int i = path.size() - 1; i >= 0 && node.isEmpty(); i--) {
            node = path.get(i);
            node.remove(names.get(i));
        }
        return true;
    }

    private static <V> boolean removeOne(List<V> values, V value) {
        int at = values.indexOf(value);
        if (at < 0) {
            return false;
        }
        V last = values.removeLast();
        if (at < values.size()) {
            values.set(at, last);
        }
        return true;
    }

    /// Says each value whose filter matches the topic.
    public void match(String topic, Consumer<? super V> found) {
        String[] levels = Levels.of(topic);
        // "The Server MUST NOT match Topic Filters starting with a wildcard character (# or +) with Topic Names
        // beginning with a $ character."
        match(root, levels, 0, topic.startsWith("$"), found);
    }

    private static <V> void match(
            Node<V> node, String[] levels, int at, boolean withoutWildcards, Consumer<? super V> found) {
        if (!withoutWildcards) {
            // "sport/#" also matches the singular "sport", since # includes the parent level.
            say(node.multi, found);
        }
        if (at == levels.length) {
            say(node, found);
            return;
        }
        Node<V> literal = node.children == null ? null : node.children.get(levels[at]);
        if (literal != null) {
            match(literal, levels, at + 1, false, found);
        }
        if (node.single != null && !withoutWildcards) {
            match(node.single, levels, at + 1, false, found);
        }
    }

    private static <V> void say(@Nullable Node<V> node, Consumer<? super V> found) {
        if (node != null && node.values != null) {
            for (int i = 0; i < node.values.size(); i++) {
                found.accept(node.values.get(i));
            }
        }
    }

    private static final class Node<V> {

        private @Nullable Map<String, Node<V>> children;
        private @Nullable Node<V> single;
        private @Nullable Node<V> multi;
        private @Nullable List<V> values;

        @Nullable
        Node<V> child(String level) {
            return switch (level) {
                case "+" -> single;
                case "#" -> multi;
                default -> children == null ? null : children.get(level);
            };
        }

        Node<V> childOrNew(String level) {
            Node<V> child = child(level);
            if (child == null) {
                child = new Node<>();
                switch (level) {
                    case "+" -> single = child;
                    case "#" -> multi = child;
                    default -> {
                        if (children == null) {
                            children = new HashMap<>(2);
                        }
                        children.put(level, child);
                    }
                }
            }
            return child;
        }

        void remove(String level) {
            switch (level) {
                case "+" -> single = null;
                case "#" -> multi = null;
                default -> {
                    if (children != null && children.remove(level) != null && children.isEmpty()) {
                        children = null;
                    }
                }
            }
        }

        boolean isEmpty() {
            return children == null && single == null && multi == null && values == null;
        }
    }
}
