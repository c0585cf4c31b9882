package mqttlab.broker.hub;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import mqttlab.broker.hub.Access.Login;
import mqttlab.broker.hub.Access.Verdict;
import mqttlab.broker.hub.Access.Who;
import mqttlab.broker.hub.Connection.Phase;
import mqttlab.broker.topic.Levels;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.Codec;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Framing;
import mqttlab.packet.MalformedPacketException;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Rule;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// How a client gets in, and takes its leave: CONNECT, CONNACK, AUTH, DISCONNECT. 3.1.1 and 5.0 sections 3.1, 3.2,
/// 3.14, 4.12.
final class Connecting {

    private static final int CONTINUE = 0x18;
    private static final int RE_AUTHENTICATE = 0x19;
    private static final int PROTOCOL_ERROR = 0x82;
    private static final int UNSUPPORTED_VERSION = 0x84;
    private static final int IDENTIFIER_NOT_VALID = 0x85;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int BUSY = 0x89;
    private static final int TAKEN_OVER = 0x8e;
    /// Longer ones, in characters, leave no room for the rest of a Response Information.
    private static final int LONGEST_ID = 20_000;

    private final Hub hub;
    private final Sessions sessions;
    private final SecureRandom random = new SecureRandom();

    Connecting(Hub hub, Sessions sessions) {
        this.hub = hub;
        this.sessions = sessions;
    }

    void malformed(Connection from, MalformedPacketException e, byte[] bytes, int start, int end) {
        Rule rule = e.problem().rule();
        boolean isConnect = (bytes[start] & 0xf0) == 0x10;
        if (isConnect && rule == Rule.PROTOCOL_LEVEL) {
            // "If the Protocol Version is not 5 and the Server does not want to accept the CONNECT packet, the Server
            // MAY send a CONNACK packet with Reason Code 0x84" [MQTT-3.1.2-2] of 5.0; 3.1.1 has return code 1. Who
            // speaks a later version than we know will rather understand 5.0.
            from.version = isLater(bytes, start, end) ? Version.V5 : Version.V3_1_1;
            refuse(from, UNSUPPORTED_VERSION, e.getMessage());
        } else if (isConnect && rule != Rule.PROTOCOL_NAME && isVersionKnown(from, bytes, start, end)) {
            refuse(from, e.reasonCode(), e.getMessage());
        } else {
            from.fail(0, e.getMessage());
        }
    }

    private static boolean isLater(byte[] bytes, int start, int end) {
        return Framing.next(bytes, start, end) instanceof Framing.Whole(int header, int length)
                && length > header + 6
                // The level stands elsewhere behind "MQIsdp".
                && bytes[start + header + 1] == Version.V5.protocolName().length()
                && (bytes[start + header + 6] & 0x7f) > Version.V5.level();
    }

    private static boolean isVersionKnown(Connection from, byte[] bytes, int start, int end) {
        Version named = Codec.versionOf(bytes, start, end);
        if (named != null) {
            from.version = named;
        }
        return named != null;
    }

    /// Decides on a CONNECT: at once, or when somebody has looked at the password.
    void connect(Connection from, Connect it) {
        from.version = it.version();
        from.named(it.clientId());
        from.takes((int)
                Math.min(Integer.MAX_VALUE, it.properties().number(PropertyId.MAXIMUM_PACKET_SIZE, Integer.MAX_VALUE)));
        from.wantsReasons = it.properties().number(PropertyId.REQUEST_PROBLEM_INFORMATION, 1) == 1;
        if (!isPossible(from, it.will())) {
            return;
        }
        String method = it.properties().text(PropertyId.AUTHENTICATION_METHOD);
        if (method != null) {
            begin(from, it, method);
            return;
        }
        String certificate = from.link().certificateName();
        Login login = new Login(
                it.clientId(),
                it.userName(),
                copy(it.password()),
                certificate,
                from.link().listener(),
                () -> from.phase == Phase.VERIFYING);
        Connect kept = copy(it);
        Thread thread = Thread.currentThread();
        from.phase = Phase.VERIFYING;
        hub.access().verify(login, verdict -> {
            if (Thread.currentThread().equals(thread)) {
                decided(from, kept, verdict);
            } else {
                hub.thread().execute(() -> {
                    hub.wake();
                    decided(from, kept, verdict);
                    hub.flush();
                });
            }
        });
    }

    private static @Nullable Bytes copy(@Nullable Bytes bytes) {
        return bytes == null ? null : Bytes.of(bytes.toArray());
    }

    /// The same with bytes of its own, since the bytes that it came in are overwritten before somebody has decided.
    private static Connect copy(Connect it) {
        Will will = it.will();
        Will kept = will == null
                ? null
                : new Will(
                        Message.kept(will.properties()),
                        will.topic(),
                        Bytes.of(will.payload().toArray()),
                        will.qos(),
                        will.retain());
        return new Connect(
                it.version(),
                it.bridge(),
                it.clientId(),
                it.cleanStart(),
                it.keepAlive(),
                Message.kept(it.properties()),
                kept,
                it.userName(),
                null);
    }

    private boolean isPossible(Connection from, @Nullable Will will) {
        if (will == null) {
            return true;
        }
        if (will.qos() > hub.limits().maximumQos()) {
            refuse(from, 0x9b, "a will of QoS " + will.qos());
        } else if (will.retain() && !hub.limits().retain()) {
            refuse(from, 0x9a, "a will to retain");
        } else if (Levels.count(will.topic()) > hub.limits().levels()) {
            refuse(from, 0x90, "a will topic of too many levels");
        } else {
            return true;
        }
        return false;
    }

    private void decided(Connection from, Connect it, Verdict verdict) {
        if (from.phase != Phase.VERIFYING) {
            return;
        }
        switch (verdict) {
            case Verdict.Refused(int code, String why) -> refuse(from, code, why);
            case Verdict.Granted(String user) -> {
                accept(from, it, user, null);
                from.proceed();
            }
        }
    }

    /// The verdict takes too long: as a rule since too many others wait for theirs.
    void undecided(Connection from) {
        refuse(from, BUSY, "no decision on its login within " + hub.limits().connectSeconds() + " s");
    }

    // Enhanced authentication.

    private void begin(Connection from, Connect it, String name) {
        Mechanism.Method method = hub.methods().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElse(null);
        if (method == null) {
            List<String> known =
                    hub.methods().stream().map(Mechanism.Method::name).toList();
            refuse(from, 0x8c, "no such authentication method; known are: " + known);
            return;
        }
        from.phase = Phase.AUTHENTICATING;
        from.method = name;
        from.connect = copy(it);
        from.mechanism = method.begin();
        step(from, it.properties().data(PropertyId.AUTHENTICATION_DATA));
    }

    void auth(Connection from, Auth it) {
        String name = it.properties().text(PropertyId.AUTHENTICATION_METHOD);
        if (from.method == null || !from.method.equals(name)) {
            // [MQTT-4.12.0-6], [MQTT-4.12.0-5] of 5.0.
            from.fail(PROTOCOL_ERROR, "AUTH with another method than CONNECT");
        } else if (it.reasonCode() == RE_AUTHENTICATE && from.isUp() && from.mechanism == null) {
            from.mechanism = hub.methods().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .begin();
            step(from, it.properties().data(PropertyId.AUTHENTICATION_DATA));
        } else if (it.reasonCode() == CONTINUE && from.mechanism != null) {
            step(from, it.properties().data(PropertyId.AUTHENTICATION_DATA));
        } else {
            from.fail(0x82, "AUTH out of turn");
        }
    }

    private void step(Connection from, @Nullable Bytes data) {
        Mechanism mechanism = from.mechanism;
        if (mechanism == null) {
            return;
        }
        switch (mechanism.next(data)) {
            case Mechanism.Step.Challenge(Bytes challenge) ->
                from.send(new Auth(CONTINUE, authentication(from, challenge)));
            case Mechanism.Step.Proved(String user, Bytes last) -> {
                from.mechanism = null;
                Connect connect = from.connect;
                if (from.isUp() && !user.equals(from.who().user())) {
                    from.fail(NOT_AUTHORIZED, "authenticated again as another user");
                } else if (from.isUp()) {
                    from.send(new Auth(0, authentication(from, last)));
                } else if (connect != null) {
                    from.connect = null;
                    accept(from, connect, user, last);
                }
            }
            case Mechanism.Step.Failed(String why) -> {
                if (from.isUp()) {
                    from.fail(NOT_AUTHORIZED, why);
                } else {
                    refuse(from, NOT_AUTHORIZED, why);
                }
            }
        }
    }

    private static Properties authentication(Connection from, @Nullable Bytes data) {
        List<Property> properties = new ArrayList<>(2);
        authentication(properties, from, data);
        return new Properties(properties);
    }

    private static void authentication(List<Property> properties, Connection from, @Nullable Bytes data) {
        if (from.method != null) {
            properties.add(new Property.Text(PropertyId.AUTHENTICATION_METHOD, from.method));
            if (data != null) {
                properties.add(new Property.Data(PropertyId.AUTHENTICATION_DATA, data));
            }
        }
    }

    // CONNACK.

    private void refuse(Connection from, int reasonCode, String why) {
        // Who speaks another version need not know what a Reason String is.
        Properties properties = from.isV5() && reasonCode != UNSUPPORTED_VERSION ? Reasons.of(why) : Properties.NONE;
        // What is wrong may be a will's, with a code that only later packets have.
        boolean isListed = ReasonCode.of(PacketType.CONNACK, reasonCode) != null;
        int code = !from.isV5() ? returnCode(reasonCode) : isListed ? reasonCode : PROTOCOL_ERROR;
        if (code != 0) {
            from.send(new ConnAck(false, code, properties));
            from.refusal = from.isV5() ? code : reasonCode;
        }
        from.fail(reasonCode, why);
    }

    /// What 3.1.1 has instead of a reason code; 0 where it closes without a word.
    private static int returnCode(int reasonCode) {
        return switch (reasonCode) {
            case UNSUPPORTED_VERSION -> 1;
            case 0x85 -> 2;
            case 0x88, 0x89, 0x97, 0x9f -> 3;
            case 0x86 -> 4;
            case 0x87, 0x8a, 0x8c -> 5;
            default -> 0;
        };
    }

    private void accept(Connection from, Connect it, @Nullable String user, @Nullable Bytes last) {
        Limits limits = hub.limits();
        Properties asked = it.properties();
        boolean isAssigned = it.clientId().isEmpty();
        String clientId = isAssigned ? newClientId() : it.clientId();
        Session before = sessions.find(clientId);
        if (before != null && !before.isFor(user)) {
            // Whoever could take it over would get what waits for its user, or have it lost.
            refuse(from, IDENTIFIER_NOT_VALID, "another user has a session with this client identifier");
            return;
        }
        Who who = new Who(clientId, user);
        Will will = it.will();
        if (will != null && !hub.mayPublish(who, Message.of(clientId, will))) {
            refuse(from, NOT_AUTHORIZED, "not allowed to publish to the topic of its will");
            return;
        }
        if (before != null) {
            before = takeOver(before, it.cleanStart());
        }
        long wished = from.isV5()
                ? asked.number(PropertyId.SESSION_EXPIRY_INTERVAL, 0)
                : it.cleanStart() ? 0 : Limits.FOR_EVER;
        from.endsSession = wished == 0;
        long expiry = Math.min(wished, limits.sessionExpiry());
        boolean isKeepAliveOurs =
                limits.keepAlive() > 0 && (it.keepAlive() == 0 || it.keepAlive() > limits.keepAlive());
        int keepAlive = isKeepAliveOurs && from.isV5() ? limits.keepAlive() : it.keepAlive();
        if (keepAlive > 0) {
            from.patience = keepAlive * 1500L;
        }
        int window = Math.min(limits.inFlight(), (int) asked.number(PropertyId.RECEIVE_MAXIMUM, 65_535));
        int aliases = Math.min(limits.topicAliases(), (int) asked.number(PropertyId.TOPIC_ALIAS_MAXIMUM, 0));

        from.accepted(who, window, aliases);
        Session session = sessions.begin(clientId, expiry, from);
        from.session = session;
        sessions.setWill(session, will);

        List<Property> properties = new ArrayList<>();
        if (from.isV5()) {
            if (expiry != wished) {
                number(properties, PropertyId.SESSION_EXPIRY_INTERVAL, expiry);
            }
            if (isAssigned) {
                properties.add(new Property.Text(PropertyId.ASSIGNED_CLIENT_IDENTIFIER, clientId));
            }
            if (isKeepAliveOurs) {
                number(properties, PropertyId.SERVER_KEEP_ALIVE, keepAlive);
            }
            announce(properties, limits);
            authentication(properties, from, last);
            if (asked.number(PropertyId.REQUEST_RESPONSE_INFORMATION, 0) == 1 && clientId.length() <= LONGEST_ID) {
                properties.add(new Property.Text(PropertyId.RESPONSE_INFORMATION, "response/" + clientId + "/"));
            }
        }
        boolean isResumed = before != null;
        if (!isResumed) {
            // "No session" may be news to the store, and would be untrue if it never heard of it.
            hub.ledger().awaitAll(from);
        }
        from.send(new ConnAck(isResumed && from.version != Version.V3_1, 0, new Properties(properties)));
        if (!from.isUp()) {
            return;
        }
        hub.say(() -> new BrokerEvent.Connected(
                clientId,
                from.link().peer(),
                user,
                from.version,
                it.cleanStart(),
                isResumed,
                keepAlive,
                expiry,
                session.out.open()));
        session.resume(from);
    }

    private static void announce(List<Property> properties, Limits limits) {
        number(properties, PropertyId.RECEIVE_MAXIMUM, limits.receiveMaximum());
        number(properties, PropertyId.MAXIMUM_PACKET_SIZE, limits.packetSize());
        if (limits.topicAliases() > 0) {
            number(properties, PropertyId.TOPIC_ALIAS_MAXIMUM, limits.topicAliases());
        }
        if (limits.maximumQos() < 2) {
            number(properties, PropertyId.MAXIMUM_QOS, limits.maximumQos());
        }
        if (!limits.retain()) {
            number(properties, PropertyId.RETAIN_AVAILABLE, 0);
        }
        if (!limits.wildcards()) {
            number(properties, PropertyId.WILDCARD_SUBSCRIPTION_AVAILABLE, 0);
        }
        if (!limits.shared()) {
            number(properties, PropertyId.SHARED_SUBSCRIPTION_AVAILABLE, 0);
        }
    }

    private static void number(List<Property> properties, PropertyId id, long value) {
        properties.add(new Property.Numeric(id, value));
    }

    /// What is left of the client's session for its new connection, or null. "If the ClientID represents a Client
    /// already connected to the Server, the Server sends a DISCONNECT packet to the existing Client with Reason
    /// Code
    /// of 0x8E (Session taken over) and MUST close the Network Connection of the existing Client" [MQTT-3.1.4-3] of
    /// 5.0, [MQTT-3.1.4-2] of 3.1.1.
    private @Nullable Session takeOver(Session session, boolean cleanStart) {
        Connection existing = session.connection;
        if (existing != null) {
            existing.finish();
            hub.end(existing, TAKEN_OVER, "another connection came with its client identifier");
        }
        Session left = sessions.find(session.clientId);
        if (left != null && cleanStart) {
            sessions.end(left, "the client wants a clean start");
            return null;
        }
        return left;
    }

    private String newClientId() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return "auto-" + HexFormat.of().formatHex(bytes);
    }

    // DISCONNECT.

    void disconnect(Connection from, Disconnect it) {
        Session session = from.session();
        long expiry = it.properties().number(PropertyId.SESSION_EXPIRY_INTERVAL, session.expiry);
        if (from.endsSession && expiry > 0) {
            // "it is a Protocol Error to set a non-zero Session Expiry Interval in the DISCONNECT packet": 5.0 section
            // 3.14.2.2.2.
            from.fail(0x82, "DISCONNECT asks to keep a session that CONNECT said was to end");
            return;
        }
        long allowed = Math.min(expiry, hub.limits().sessionExpiry());
        if (allowed != session.expiry) {
            sessions.setExpiry(session, allowed);
        }
        from.close();
        boolean withWill = it.reasonCode() != 0 && session.will != null;
        String why = withWill ? "disconnected, with its will" : "disconnected";
        // "the Server MUST discard any Will Message associated with the Connection without publishing it"
        // [MQTT-3.14.4-3] of 5.0, if the Reason Code is 0x00.
        hub.leave(from, it.reasonCode() != 0, it.reasonCode(), why, true);
    }
}
