package mqttlab.broker.topic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One value a topic, found by the filters that match the topics: a search looks only where matches can be.
public final class TopicTree<V> {

    private final Node<V> root = new Node<>();
    private int size;

    /// How many topics have a value.
    public int size() {
        return size;
    }

    /// Whether not even a level is left.
    boolean isBare() {
        return root.value == null && root.children == null;
    }

    public @Nullable V get(String topic) {
        Node<V> node = root;
        Levels levels = new Levels(topic);
        while (levels.next()) {
            node = node.child(levels.level());
            if (node == null) {
                return null;
            }
        }
        return node.value;
    }

    /// Sets the value of a topic, and returns the one before.
    public @Nullable V put(String topic, V value) {
        Node<V> node = root;
        Levels levels = new Levels(topic);
        while (levels.next()) {
            node = node.childOrNew(levels.level());
        }
        V before = node.value;
        node.value = value;
        if (before == null) {
            size++;
        }
        return before;
    }

    /// Removes the value of a topic, and every level that leads to nothing any more. Returns the value.
    public @Nullable V remove(String topic) {
        V before = remove(root, Levels.of(topic), 0);
        if (before != null) {
            size--;
        }
        return before;
    }

    private static <V> @Nullable V remove(Node<V> node, String[] levels, int at) {
        if (at == levels.length) {
            V before = node.value;
            node.value = null;
            return before;
        }
        Node<V> child = node.child(levels[at]);
        if (child == null) {
            return null;
        }
        V before = remove(child, levels, at + 1);
        if (child.value == null && child.children == null) {
            node.remove(levels[at]);
        }
        return before;
    }

    /// Says the value of each topic that the filter matches.
    public void match(String filter, Consumer<? super V> found) {
        match(root, Levels.of(filter), 0, found);
    }

    /// Says every value.
    public void each(Consumer<? super V> found) {
        all(root, false, found);
    }

    private static <V> void match(Node<V> node, String[] levels, int at, Consumer<? super V> found) {
        if (at == levels.length) {
            if (node.value != null) {
                found.accept(node.value);
            }
            return;
        }
        String level = levels[at];
        switch (level) {
            case "#" -> all(node, at == 0, found);
            case "+" -> {
                if (node.children != null) {
                    node.children.forEach((name, child) -> {
                        if (!isKept(name, at == 0)) {
                            match(child, levels, at + 1, found);
                        }
                    });
                }
            }
            default -> {
                Node<V> child = node.child(level);
                if (child != null) {
                    match(child, levels, at + 1, found);
                }
            }
        }
    }

    private static <V> void all(Node<V> node, boolean isFirst, Consumer<? super V> found) {
        if (node.value != null) {
            found.accept(node.value);
        }
        if (node.children != null) {
            node.children.forEach((name, child) -> {
                if (!isKept(name, isFirst)) {
                    all(child, false, found);
                }
            });
        }
    }

    /// "The Server MUST NOT match Topic Filters starting with a wildcard character (# or +) with Topic Names beginning
    /// with a $ character."
    private static boolean isKept(String level, boolean isFirst) {
        return isFirst && level.startsWith("$");
    }

    private static final class Node<V> {

        private @Nullable Map<String, Node<V>> children;
        private @Nullable V value;

        @Nullable
        Node<V> child(String level) {
            return children == null ? null : children.get(level);
        }

        Node<V> childOrNew(String level) {
            if (children == null) {
                // In the order of their coming, so that a search answers in the same order each time.
                children = new LinkedHashMap<>(2);
            }
            return children.computeIfAbsent(level, l -> new Node<>());
        }

        void remove(String level) {
            if (children != null && children.remove(level) != null && children.isEmpty()) {
                children = null;
            }
        }
    }
}
