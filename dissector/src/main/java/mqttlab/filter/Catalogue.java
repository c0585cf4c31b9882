package mqttlab.filter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The terms that a filter or a column may name.
public interface Catalogue<S> {

    /// The term with this name, or null.
    @Nullable
    Term<S> find(String name);

    Iterable<String> names();

    /// Up to three names that whoever wrote `name` may have meant, the nearest first.
    default List<String> nearest(String name) {
        return Nearest.of(name, names());
    }

    /// This catalogue and another; where both have a name, this one's term counts.
    default Catalogue<S> and(Catalogue<S> other) {
        Catalogue<S> first = this;
        return new Catalogue<>() {
            @Override
            public @Nullable Term<S> find(String name) {
                Term<S> term = first.find(name);
                return term != null ? term : other.find(name);
            }

            @Override
            public Iterable<String> names() {
                List<String> names = new ArrayList<>();
                first.names().forEach(names::add);
                other.names().forEach(names::add);
                return names;
            }

            @Override
            public List<String> nearest(String name) {
                List<String> names = new ArrayList<>(first.nearest(name));
                names.addAll(other.nearest(name));
                return Nearest.first(names);
            }
        };
    }
}
