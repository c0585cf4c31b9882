package mqttlab.junit;

import java.util.List;
import java.util.function.Predicate;
import mqttlab.conversation.TopicFilter;
import mqttlab.packet.Bytes;
import mqttlab.packet.Publish;

/// What a PUBLISH is to be like. A Topic Alias is taken for the topic that it stands for.
public final class PublishPattern extends PacketPattern<Publish> {

    PublishPattern(List<Demand<Publish>> demands) {
        super(Publish.class, demands);
    }

    /// Demands a Topic Name that this filter matches; one without wildcards matches itself alone.
    public PublishPattern topic(String filter) {
        return where("topic " + Journal.shown(filter), it -> TopicFilter.matches(filter, it.topic(), false));
    }

    /// 0 to 2.
    public PublishPattern qos(int qos) {
        return where("QoS " + qos, it -> it.qos() == qos);
    }

    public PublishPattern retained() {
        return where("RETAIN", Publish::retain);
    }

    public PublishPattern notRetained() {
        return where("no RETAIN", it -> !it.retain());
    }

    /// Demands the DUP flag: the packet is sent again.
    public PublishPattern again() {
        return where("DUP", Publish::dup);
    }

    /// Demands a payload in UTF-8.
    public PublishPattern payload(String text) {
        return where(
                "payload \"" + Journal.shown(text) + "\"", it -> it.payload().equals(Bytes.utf8(text)));
    }

    public PublishPattern payload(byte[] bytes) {
        Bytes payload = Bytes.of(bytes.clone());
        return where("payload " + payload, it -> it.payload().equals(payload));
    }

    @Override
    public PublishPattern where(String text, Predicate<Publish> isMet) {
        return new PublishPattern(and(text, isMet));
    }
}
