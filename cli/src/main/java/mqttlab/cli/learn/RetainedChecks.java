package mqttlab.cli.learn;

import java.util.List;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import org.jspecify.annotations.Nullable;

/// Stage 8: what a broker keeps, and still has when it was ended and started again. That shows in what a client with a
/// session hears: that the broker goes, and then that the session is there.
final class RetainedChecks {

    private String keeper = "";
    private @Nullable Sent retained;
    private long restart;

    private RetainedChecks() {}

    static List<Step> steps() {
        RetainedChecks it = new RetainedChecks();
        return List.of(
                new Step("session", it::session),
                new Step("retained", it::retained),
                new Step("stopped", it::stopped),
                new Step("back", it::back),
                new Step("delivered", it::delivered));
    }

    /// A client has a subscription, and a session that lasts.
    private Outcome session(Sight sight, Past past) {
        if (!(sight.packet() instanceof SubAck)) {
            return Outcome.NOTHING;
        }
        Link link = past.link(sight);
        if (!link.isKept()) {
            return Outcome.near("fleeting");
        }
        keeper = link.client();
        return Outcome.done(link.frame(), sight.frame());
    }

    private Outcome retained(Sight sight, Past past) {
        if (!(sight.packet() instanceof Publish it) || !sight.isFromClient()) {
            return Outcome.NOTHING;
        }
        if (!it.retain()) {
            return Outcome.near("plain");
        }
        if (it.payload().length() == 0) {
            return Outcome.near("empty");
        }
        retained = new Sent(sight, it, past.link(sight));
        return Outcome.done(sight.frame());
    }

    private Outcome stopped(Sight sight, Past past) {
        if (!(sight.packet() instanceof Disconnect it) || !sight.client().equals(keeper)) {
            return Outcome.NOTHING;
        }
        if (sight.isFromClient()) {
            return Outcome.near("left", keeper);
        }
        return it.reasonCode() == ReasonCode.SERVER_SHUTTING_DOWN.value()
                ? Outcome.done(sight.frame())
                : Outcome.NOTHING;
    }

    private Outcome back(Sight sight, Past past) {
        if (!(sight.packet() instanceof ConnAck it) || it.code() != 0) {
            return Outcome.NOTHING;
        }
        if (!sight.client().equals(keeper)) {
            return Outcome.NOTHING;
        }
        if (!it.sessionPresent()) {
            return Outcome.near("forgotten", keeper);
        }
        restart = sight.frame();
        return Outcome.done(past.link(sight).frame(), sight.frame());
    }

    /// A subscription of after the restart brings the message of before it.
    private Outcome delivered(Sight sight, Past past) {
        Sent kept = retained;
        Link link = past.link(sight);
        if (kept == null || link.frame() < restart) {
            return Outcome.NOTHING;
        }
        if (sight.packet() instanceof Subscribe) {
            return Outcome.NOTHING;
        }
        if (sight.packet() instanceof SubAck && link.matching(kept.message().topic()) == null) {
            return Outcome.near("other", kept.message().topic());
        }
        if (!(sight.packet() instanceof Publish it) || !sight.isFromServer()) {
            return Outcome.NOTHING;
        }
        boolean isSame = it.topic().equals(kept.message().topic())
                && it.payload().equals(kept.message().payload());
        if (!isSame) {
            return Outcome.NOTHING;
        }
        return it.retain() ? Outcome.done(kept.sight().frame(), sight.frame()) : Outcome.near("fresh");
    }
}
