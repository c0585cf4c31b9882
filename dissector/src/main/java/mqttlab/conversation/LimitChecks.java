package mqttlab.conversation;

import mqttlab.finding.Check;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.packet.Connect;
import mqttlab.packet.Derived;
import mqttlab.packet.Disconnect;
import mqttlab.packet.Field;
import mqttlab.packet.FixedHeader;
import mqttlab.packet.PacketType;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Publish;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Topics;
import org.jspecify.annotations.Nullable;

/// Whether both sides keep within what the other accepts. 5.0 sections 3.1.2.11 and 3.2.2.3.
final class LimitChecks {

    private static final PropertyId ALIAS = PropertyId.TOPIC_ALIAS;

    private final Scene scene;
    private Limits client = Limits.NONE;
    private Limits server = Limits.NONE;
    private boolean serverNamesQos;
    private boolean wantsProblems = true;

    /// Whether a side has used an alias that it may not use, so that it may be refused.
    private final boolean[] offendedByAlias = new boolean[2];

    private boolean publishedAboveQos;
    private boolean subscribedAboveQos;

    LimitChecks(Scene scene) {
        this.scene = scene;
    }

    Limits of(Party party) {
        return party == Party.CLIENT ? client : server;
    }

    void connect(Connect connect) {
        client = Limits.of(connect.properties());
        wantsProblems = connect.properties().number(PropertyId.REQUEST_PROBLEM_INFORMATION, 1) != 0;
    }

    void accepted(Limits limits, boolean namesQos) {
        server = limits;
        serverNamesQos = namesQos;
    }

    /// What holds for every packet of 5.0, even one that could not be read.
    void packet() {
        if (!scene.begun || !scene.isV5()) {
            return;
        }
        long most = of(scene.from.peer()).maximumPacketSize();
        Severity severity = severity();
        if (most != Long.MAX_VALUE && severity != null) {
            long size = scene.trace.packet().length();
            if (size > most) {
                tooLarge(size, most, severity);
            }
        }
        if (!wantsProblems && scene.from == Party.SERVER) {
            problems();
        }
    }

    /// How bad it is to exceed what the peer accepts, or null where its limits are not known to the sender.
    private @Nullable Severity severity() {
        return scene.from == Party.CLIENT ? scene.bound() : Severity.VIOLATION;
    }

    private void tooLarge(long size, long most, Severity severity) {
        Check check = scene.from == Party.CLIENT ? Check.CLIENT_TOO_LARGE : Check.SERVER_TOO_LARGE;
        PacketType type = scene.trace.type();
        Check reason = type == null ? null : reasonTooLong(type);
        Check user = type == null ? null : userTooLong(type);
        if (reason != null && user != null && type != null) {
            int reasonBytes = scene.bytesOf(PropertyId.REASON_STRING.field(type), 3);
            int userBytes = scene.bytesOf(PropertyId.USER_PROPERTY.field(type), 5);
            if (reasonBytes > 0 && size - reasonBytes <= most) {
                check = reason;
            } else if (userBytes > 0 && size - reasonBytes - userBytes <= most) {
                check = user;
            }
        }
        exceeded(check, severity, FixedHeader.REMAINING_LENGTH, size + " bytes, at most " + most + " are accepted");
    }

    /// The packet at hand goes beyond a limit: who knew it, and does, is to be cut off.
    private void exceeded(Check check, Severity severity, Field field, @Nullable String found) {
        scene.report(check, severity, scene.from, field, found);
        if (severity == Severity.VIOLATION) {
            scene.mustEnd(false);
        }
    }

    private static @Nullable Check reasonTooLong(PacketType type) {
        return switch (type) {
            case CONNACK -> Check.CONNACK_REASON_TOO_LONG;
            case PUBACK -> Check.PUBACK_REASON_TOO_LONG;
            case PUBREC -> Check.PUBREC_REASON_TOO_LONG;
            case PUBREL -> Check.PUBREL_REASON_TOO_LONG;
            case PUBCOMP -> Check.PUBCOMP_REASON_TOO_LONG;
            case SUBACK -> Check.SUBACK_REASON_TOO_LONG;
            case UNSUBACK -> Check.UNSUBACK_REASON_TOO_LONG;
            case DISCONNECT -> Check.DISCONNECT_REASON_TOO_LONG;
            case AUTH -> Check.AUTH_REASON_TOO_LONG;
            case CONNECT, PUBLISH, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, PINGRESP -> null;
        };
    }

    private static @Nullable Check userTooLong(PacketType type) {
        return switch (type) {
            case CONNACK -> Check.CONNACK_USER_TOO_LONG;
            case PUBACK -> Check.PUBACK_USER_TOO_LONG;
            case PUBREC -> Check.PUBREC_USER_TOO_LONG;
            case PUBREL -> Check.PUBREL_USER_TOO_LONG;
            case PUBCOMP -> Check.PUBCOMP_USER_TOO_LONG;
            case SUBACK -> Check.SUBACK_USER_TOO_LONG;
            case UNSUBACK -> Check.UNSUBACK_USER_TOO_LONG;
            case DISCONNECT -> Check.DISCONNECT_USER_TOO_LONG;
            case AUTH -> Check.AUTH_USER_TOO_LONG;
            case CONNECT, PUBLISH, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, PINGRESP -> null;
        };
    }

    /// "If the value of Request Problem Information is 0, the Server MAY return a Reason String or User
    /// Properties on a CONNACK or DISCONNECT packet, but MUST NOT send a Reason String or User Properties on any
    /// packet other than PUBLISH, CONNACK, or DISCONNECT."
    private void problems() {
        PacketType type = scene.trace.type();
        if (type == null || type == PacketType.PUBLISH || type == PacketType.CONNACK || type == PacketType.DISCONNECT) {
            return;
        }
        Field reason = PropertyId.REASON_STRING.field(type);
        Field user = PropertyId.USER_PROPERTY.field(type);
        if (scene.trace.find(reason) >= 0) {
            scene.report(Check.PROBLEM_INFORMATION, reason);
        } else if (scene.trace.find(user) >= 0) {
            scene.report(Check.PROBLEM_INFORMATION, user);
        }
    }

    void publish(Publish publish) {
        alias(publish);
        if (scene.from == Party.SERVER) {
            return;
        }
        boolean isAboveQos = publish.qos() > server.maximumQos() && publish.qos() < 3;
        publishedAboveQos |= isAboveQos;
        Severity severity = scene.bound();
        if (severity == null) {
            return;
        }
        if (isAboveQos) {
            String found = publish.qos() + ", Maximum QoS is " + server.maximumQos();
            exceeded(Check.MAXIMUM_QOS, severity, FixedHeader.QOS, found);
        }
        if (publish.retain() && !server.retain()) {
            exceeded(Check.RETAIN_UNAVAILABLE, severity, FixedHeader.RETAIN, null);
        }
    }

    private void alias(Publish publish) {
        boolean has = scene.isV5() && publish.properties().has(ALIAS);
        if (!has) {
            return;
        }
        int alias = (int) publish.properties().number(ALIAS, 0);
        boolean isUnknown = scene.has(Derived.UNKNOWN_ALIAS);
        int most = of(scene.from.peer()).topicAliasMaximum();
        if (alias == 0 || alias > most || isUnknown) {
            offendedByAlias[scene.from.ordinal()] = true;
        }
        Field field = ALIAS.field(PacketType.PUBLISH);
        Severity severity = severity();
        if (scene.begun && alias > most && severity != null) {
            boolean isClient = scene.from == Party.CLIENT;
            Check check = most == 0
                    ? isClient ? Check.CLIENT_ALIAS_UNASKED : Check.SERVER_ALIAS_UNASKED
                    : isClient ? Check.CLIENT_ALIAS : Check.SERVER_ALIAS;
            exceeded(check, severity, field, alias + ", Topic Alias Maximum is " + most);
        } else if (isUnknown && alias != 0 && scene.isWhole()) {
            scene.report(Check.UNKNOWN_ALIAS, field, alias + ", which was not set");
        }
    }

    void subscribe(Subscribe subscribe) {
        Severity severity = scene.bound();
        for (int i = 0; i < subscribe.requests().size(); i++) {
            Subscribe.Request request = subscribe.requests().get(i);
            subscribedAboveQos |= request.qos() > server.maximumQos();
            if (severity == null) {
                continue;
            }
            if (!server.wildcards() && Topics.hasWildcard(request.filter())) {
                scene.reportOne(Check.WILDCARD_UNAVAILABLE, severity, Subscribe.FILTER, i, null);
            }
            if (!server.shared() && Topics.isShared(request.filter())) {
                scene.reportOne(Check.SHARED_UNAVAILABLE, severity, Subscribe.FILTER, i, null);
            }
        }
        boolean hasId = subscribe.properties().has(PropertyId.SUBSCRIPTION_IDENTIFIER);
        if (hasId && !server.subscriptionIds() && severity != null) {
            Field field = PropertyId.SUBSCRIPTION_IDENTIFIER.field(PacketType.SUBSCRIBE);
            scene.report(Check.SUBSCRIPTION_ID_UNAVAILABLE, severity, Party.CLIENT, field, null);
        }
    }

    /// Whether DISCONNECT blames the other side for what it did not do.
    void disconnect(Disconnect disconnect) {
        if (!scene.isWhole() || !scene.isAccepted()) {
            return;
        }
        int code = disconnect.reasonCode();
        if (code == ReasonCode.TOPIC_ALIAS_INVALID.value()
                && !offendedByAlias[scene.from.peer().ordinal()]) {
            boolean isClient = scene.from == Party.CLIENT;
            scene.report(isClient ? Check.CLIENT_REFUSED_ALIAS : Check.SERVER_REFUSED_ALIAS, Disconnect.CODE);
        }
        if (code == ReasonCode.QOS_NOT_SUPPORTED.value() && scene.from == Party.SERVER) {
            if (!serverNamesQos) {
                scene.report(Check.QOS_REFUSED_UNANNOUNCED, Disconnect.CODE);
            } else if (subscribedAboveQos && !publishedAboveQos) {
                scene.report(Check.SUBSCRIBE_QOS_REFUSED, Disconnect.CODE);
            }
        }
    }
}
