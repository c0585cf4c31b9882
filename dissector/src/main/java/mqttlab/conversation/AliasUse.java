package mqttlab.conversation;

import mqttlab.finding.Check;
import mqttlab.packet.Derived;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.Publish;
import org.jspecify.annotations.Nullable;

/// Whether messages whose topic nobody can know are accepted all the same. 5.0 section 3.3.2.3.4.
final class AliasUse {

    private final Scene scene;
    /// The last message with an alias that was not set on this connection.
    private long unknown = -1;

    AliasUse(Scene scene) {
        this.scene = scene;
    }

    void publish(Publish publish) {
        if (scene.isV5() && publish.qos() > 0 && scene.isWhole() && scene.has(Derived.UNKNOWN_ALIAS)) {
            unknown = scene.number;
        }
    }

    /// The exchange was acknowledged with this code.
    void acknowledged(@Nullable Exchange exchange, int code) {
        if (exchange != null && exchange.first == unknown && code < 0x80) {
            unknown = -1;
            String found = "accepts " + scene.name(exchange.first) + ", whose alias was not set on this connection";
            scene.report(Check.ALIAS_CARRIED_OVER, FixedHeader.TYPE, found);
        }
    }
}
