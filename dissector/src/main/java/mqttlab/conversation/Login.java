package mqttlab.conversation;

import mqttlab.finding.Check;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.Problem;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Rule;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// CONNECT and CONNACK: who begins, what was asked for, what was answered. 3.1.1 and 5.0 sections 3.1 and 3.2.
final class Login {

    private final Scene scene;
    private final Ending ending;
    private final Authentication authentication;

    private boolean hasClientSpoken;
    private boolean hasServerSpoken;
    private int refusal = -1;
    private boolean isMalformed;
    private Version asked = Version.V3_1_1;
    private long packet = -1;
    private long time;

    private String clientId = "";
    private boolean hasConnect;
    private int willQos = -1;
    private boolean willRetain;
    private boolean asksResponse;
    private boolean isSessionUnexpected;

    Login(Scene scene, Ending ending, Authentication authentication) {
        this.scene = scene;
        this.ending = ending;
        this.authentication = authentication;
    }

    /// Empty where the client gave none and was assigned none, or no CONNECT was seen.
    String clientId() {
        return clientId;
    }

    boolean hasConnect() {
        return hasConnect;
    }

    boolean isRefused() {
        return refusal >= 0;
    }

    /// The code of the CONNACK that refused the client, or -1.
    int refusal() {
        return refusal;
    }

    long packet() {
        return packet;
    }

    /// Whatever the packet is: who speaks first. Returns false for a CONNECT that should not be.
    boolean order(boolean isBeginningSeen, @Nullable PacketType type) {
        if (scene.from == Party.SERVER) {
            serverFirst(isBeginningSeen, type);
            return true;
        }
        boolean isFirst = !hasClientSpoken;
        hasClientSpoken = true;
        if (type == PacketType.CONNECT) {
            if (isFirst && (isBeginningSeen || !hasServerSpoken) && !scene.lost) {
                scene.begun = true;
                return true;
            }
            if (scene.begun) {
                scene.report(Check.CONNECT_ONCE, FixedHeader.TYPE);
                scene.mustEnd(false);
                return false;
            }
            return true;
        }
        if (isFirst && isBeginningSeen && !scene.lost) {
            scene.report(Check.CONNECT_FIRST, FixedHeader.TYPE);
        }
        if (isSessionUnexpected && type != PacketType.DISCONNECT && scene.bound() == Severity.VIOLATION) {
            isSessionUnexpected = false;
            scene.report(Check.SESSION_PRESENT_IGNORED, FixedHeader.TYPE);
        }
        return true;
    }

    private void serverFirst(boolean isBeginningSeen, @Nullable PacketType type) {
        boolean isFirst = !hasServerSpoken && (isBeginningSeen || scene.begun) && !scene.lost;
        hasServerSpoken = hasServerSpoken || type != PacketType.AUTH;
        if (!isFirst || type == PacketType.CONNACK || type == PacketType.AUTH && scene.isV5() || type == null) {
            return;
        }
        scene.report(
                !scene.isV5()
                        ? Check.CONNACK_FIRST
                        : type == PacketType.DISCONNECT ? Check.DISCONNECT_BEFORE_CONNACK : Check.CONNACK_OR_AUTH_FIRST,
                FixedHeader.TYPE);
    }

    /// CONNECT, which may have been unreadable.
    void connect(@Nullable Connect connect) {
        packet = scene.number;
        time = scene.time;
        isMalformed = breaksItsFormat();
        asked = scene.version;
        if (connect == null) {
            return;
        }
        hasConnect = true;
        clientId = connect.clientId();
        scene.bridge = connect.bridge();
        scene.beganAnew = connect.cleanStart();
        if (connect.cleanStart()) {
            scene.fresh = true;
        }
        if (connect.will() != null) {
            willQos = connect.will().qos();
            willRetain = connect.will().retain();
        }
        asksResponse = connect.properties().number(PropertyId.REQUEST_RESPONSE_INFORMATION, 0) == 1;
        authentication.connect(connect);
    }

    /// A protocol that the server knows otherwise may have other rules, and payloads need not be looked at.
    private boolean breaksItsFormat() {
        boolean breaks = false;
        for (Problem problem : scene.trace.problems()) {
            Rule rule = problem.rule();
            switch (rule) {
                case PROTOCOL_NAME, PROTOCOL_LEVEL, EMPTY_CLIENT_ID, CLIENT_ID_NOT_EMPTY -> {
                    return false;
                }
                default -> breaks |= !rule.mayPass() && rule != Rule.DIRECTION;
            }
        }
        return breaks;
    }

    /// CONNACK. Returns whether it is the one that accepts the client.
    boolean connAck(ConnAck ack, LimitChecks limits, KeepAlive keepAlive) {
        if (scene.isAccepted() || isRefused()) {
            if (scene.isWhole()) {
                scene.report(Check.CONNACK_ONCE, FixedHeader.TYPE);
            }
            return false;
        }
        if (packet >= 0 && !scene.lost) {
            scene.answered(packet, time);
        }
        if (isMalformed) {
            malformedAnswered(ack);
        }
        if (scene.begun) {
            authentication.connAck(ack);
        }
        if (ack.code() != 0) {
            refused(ack);
            return false;
        }
        scene.accepted();
        limits.accepted(Limits.of(ack.properties()), ack.properties().has(PropertyId.MAXIMUM_QOS));
        keepAlive.answered((int) ack.properties().number(PropertyId.SERVER_KEEP_ALIVE, -1));
        if (scene.begun && hasConnect) {
            accepted(ack, limits.of(Party.SERVER));
        }
        return true;
    }

    private void malformedAnswered(ConnAck ack) {
        if (ack.code() == 0) {
            scene.report(Check.MALFORMED_CONNECT_ACCEPTED, ConnAck.FLAGS, "answers " + scene.name(packet));
        } else if (asked != Version.V5) {
            scene.report(Check.MALFORMED_CONNECT_ANSWERED, ConnAck.RETURN_CODE);
        }
    }

    private void accepted(ConnAck ack, Limits limits) {
        if (clientId.isEmpty()) {
            String assigned = ack.properties().text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER);
            if (scene.isV5() && assigned == null) {
                scene.report(
                        Check.ASSIGNED_ID, PropertyId.ASSIGNED_CLIENT_IDENTIFIER.field(PacketType.CONNACK), "nothing");
            } else if (!scene.isV5() && !scene.beganAnew) {
                scene.report(Check.EMPTY_ID_ACCEPTED, ConnAck.RETURN_CODE);
            }
            clientId = assigned == null ? "" : assigned;
        }
        if (scene.beganAnew && ack.sessionPresent()) {
            isSessionUnexpected = true;
            scene.report(Check.SESSION_PRESENT, ConnAck.SESSION_PRESENT);
        }
        if (!asksResponse && ack.properties().has(PropertyId.RESPONSE_INFORMATION)) {
            scene.report(Check.RESPONSE_INFORMATION, PropertyId.RESPONSE_INFORMATION.field(PacketType.CONNACK));
        }
        if (willQos > limits.maximumQos()) {
            String found = limits.maximumQos() + ", the will has QoS " + willQos;
            scene.report(Check.WILL_QOS_ACCEPTED, PropertyId.MAXIMUM_QOS.field(PacketType.CONNACK), found);
        }
        if (willRetain && !limits.retain()) {
            scene.report(Check.WILL_RETAIN_ACCEPTED, PropertyId.RETAIN_AVAILABLE.field(PacketType.CONNACK));
        }
    }

    private void refused(ConnAck ack) {
        int code = ack.code();
        refusal = code;
        boolean isIdRefused = code == (scene.isV5() ? ReasonCode.CLIENT_IDENTIFIER_NOT_VALID.value() : 2);
        if (isIdRefused && isPlain(clientId) && scene.begun) {
            scene.report(
                    Check.PLAIN_ID_REFUSED,
                    scene.isV5() ? ConnAck.REASON_CODE : ConnAck.RETURN_CODE,
                    "refuses \"" + clientId + "\"");
        }
        ending.mustClose(afterRefusal(code, isIdRefused), true);
    }

    private Check afterRefusal(int code, boolean isIdRefused) {
        if (isIdRefused) {
            return Check.OPEN_AFTER_ID_REFUSED;
        }
        if (code == (scene.isV5() ? ReasonCode.UNSUPPORTED_PROTOCOL_VERSION.value() : 1)) {
            return Check.OPEN_AFTER_LEVEL_REFUSED;
        }
        if (authentication.method() == null) {
            return Check.OPEN_AFTER_REFUSAL;
        }
        return authentication.hasSteps() ? Check.OPEN_AFTER_AUTH_REFUSED : Check.OPEN_AFTER_METHOD_REFUSED;
    }

    /// "The Server MUST allow ClientID's which are between 1 and 23 UTF-8 encoded bytes in length, and that
    /// contain only the characters" 0 to 9, a to z, A to Z.
    private static boolean isPlain(String clientId) {
        for (int i = 0; i < clientId.length(); i++) {
            char c = clientId.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return !clientId.isEmpty() && clientId.length() <= 23;
    }
}
