package mqttlab.conversation;

import mqttlab.finding.Check;
import mqttlab.finding.Party;
import mqttlab.packet.Auth;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Field;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import org.jspecify.annotations.Nullable;

/// Enhanced authentication: its steps, each of which answers the one before. 5.0 section 4.12.
final class Authentication {

    private static final PropertyId METHOD = PropertyId.AUTHENTICATION_METHOD;
    private static final int CONTINUE = ReasonCode.CONTINUE_AUTHENTICATION.value();
    private static final int AGAIN = ReasonCode.RE_AUTHENTICATE.value();

    private final Scene scene;
    private @Nullable String method;
    private boolean isRenewing;
    private boolean hasSteps;

    /// The last step, and whose turn it is not.
    private long step = -1;
    private long stepTime;
    private Party stepBy = Party.CLIENT;

    Authentication(Scene scene) {
        this.scene = scene;
    }

    void connect(Connect connect) {
        method = connect.properties().text(METHOD);
        if (method != null) {
            step();
        }
    }

    /// The method that CONNECT named, or null.
    @Nullable
    String method() {
        return method;
    }

    /// Whether there were AUTH packets.
    boolean hasSteps() {
        return hasSteps;
    }

    boolean isRenewing() {
        return isRenewing;
    }

    /// Before any packet of the client but CONNECT.
    void clientPacket(PacketType type) {
        boolean isAllowed = type == PacketType.AUTH || type == PacketType.DISCONNECT || type == PacketType.CONNECT;
        if (method != null && scene.isWhole() && !scene.isAccepted() && !isAllowed) {
            scene.report(Check.ONLY_AUTH, FixedHeader.TYPE);
        }
    }

    void auth(Auth auth) {
        hasSteps = true;
        if (!scene.begun) {
            return;
        }
        boolean isClient = scene.from == Party.CLIENT;
        if (method == null) {
            scene.report(isClient ? Check.CLIENT_AUTH_UNASKED : Check.SERVER_AUTH_UNASKED, FixedHeader.TYPE);
            scene.mustEnd(false);
            return;
        }
        boolean isAgain = isClient && auth.reasonCode() == AGAIN;
        if (!scene.lost && !scene.isAccepted() && auth.reasonCode() != CONTINUE) {
            scene.report(isClient ? Check.CLIENT_AUTH_CODE : Check.SERVER_AUTH_CODE, Auth.CODE);
        }
        String named = auth.properties().text(METHOD);
        if (named != null && !named.equals(method)) {
            scene.report(
                    isAgain && scene.isAccepted() ? Check.RENEWED_METHOD : Check.AUTH_METHOD,
                    METHOD.field(PacketType.AUTH));
        }
        isRenewing = isAgain || isRenewing && auth.reasonCode() == CONTINUE;
        if (!isAgain && step >= 0 && stepBy != scene.from) {
            scene.answered(step, stepTime);
            if (isClient) {
                scene.clientAnswered();
            }
        }
        step();
    }

    private void step() {
        step = scene.number;
        stepTime = scene.time;
        stepBy = scene.from;
    }

    /// CONNACK, which ends the exchange.
    void connAck(ConnAck ack) {
        Field field = METHOD.field(PacketType.CONNACK);
        String named = ack.properties().text(METHOD);
        if (method == null && named != null) {
            scene.report(Check.SERVER_AUTH_UNASKED, field);
        } else if (method != null && ack.code() == 0 && !method.equals(named)) {
            scene.report(Check.AUTH_METHOD, field);
        }
        step = -1;
    }

    void forget() {
        step = -1;
    }
}
