package mqttlab.broker.topic;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/// Topics and filters of few different levels, so that they often meet.
final class Topics extends DomainContextBase {

    /// A topic name.
    record Topic(String name) {}

    /// A topic filter.
    record Filter(String text) {}

    private static Arbitrary<String> level() {
        return Arbitraries.of("a", "b", "", "$", "$a", "a b");
    }

    @Provide
    Arbitrary<Topic> topics() {
        return level().list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(it -> new Topic(String.join("/", it)))
                .filter(it -> !it.name.isEmpty());
    }

    @Provide
    Arbitrary<Filter> filters() {
        Arbitrary<String> some = Arbitraries.oneOf(level(), Arbitraries.just("+"));
        Arbitrary<String> end = Arbitraries.oneOf(some, Arbitraries.just("#"));
        return some.list()
                .ofMaxSize(4)
                .flatMap(begin -> end.map(last -> begin.isEmpty() ? last : String.join("/", begin) + "/" + last))
                .filter(it -> !it.isEmpty())
                .map(Filter::new);
    }
}
