package mqttlab.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import mqttlab.packet.Subscribe;

/// What a SUBSCRIBE is to be like. What is demanded of a subscription one and the same of them must have.
public final class SubscribePattern extends PacketPattern<Subscribe> {

    private final List<Predicate<Subscribe.Request>> ofOne;

    SubscribePattern(List<Demand<Subscribe>> demands, List<Predicate<Subscribe.Request>> ofOne) {
        super(Subscribe.class, demands);
        this.ofOne = ofOne;
    }

    /// Demands exactly this Topic Filter.
    public SubscribePattern filter(String filter) {
        return one("filter " + Journal.shown(filter), it -> it.filter().equals(filter));
    }

    /// The highest QoS it wants, 0 to 2.
    public SubscribePattern qos(int qos) {
        return one("QoS " + qos, it -> it.qos() == qos);
    }

    public SubscribePattern noLocal() {
        return one("No Local", Subscribe.Request::noLocal);
    }

    private SubscribePattern one(String text, Predicate<Subscribe.Request> isMet) {
        List<Predicate<Subscribe.Request>> all = new ArrayList<>(ofOne);
        all.add(isMet);
        return new SubscribePattern(and(text, it -> true), List.copyOf(all));
    }

    @Override
    boolean matches(Subscribe packet) {
        return super.matches(packet)
                && packet.requests().stream().anyMatch(request -> ofOne.stream().allMatch(it -> it.test(request)));
    }

    @Override
    public SubscribePattern where(String text, Predicate<Subscribe> isMet) {
        return new SubscribePattern(and(text, isMet), ofOne);
    }
}
