package mqttlab.finding;

import mqttlab.packet.Version;

/// A rule that needs more than one packet: where each version states it, how sure a breach is when it shows, the
/// reason code for whoever breaks it, and the demand in our words.
///
/// A citation is the statement's number, or the section of a rule without one, and behind it the statements that
/// say the same; "" where the version has no such rule.
public enum Check {
    // @formatter:off
    // The first packets, and the last.
    CONNECT_FIRST(Severity.VIOLATION, "MQTT-3.1.0-1", "MQTT-3.1.0-1", 0x82,
        "the first packet of a client is CONNECT"),
    CONNECT_ONCE(Severity.VIOLATION, "MQTT-3.1.0-2", "MQTT-3.1.0-2", 0x82,
        "a client sends CONNECT once"),
    CONNACK_FIRST(Severity.VIOLATION, "MQTT-3.2.0-1", "", 0,
        "the first packet of a server is CONNACK"),
    CONNACK_OR_AUTH_FIRST(Severity.VIOLATION, "", "MQTT-3.2.0-1", 0x82,
        "the first packet of a server, but for AUTH, is CONNACK"),
    CONNACK_ONCE(Severity.VIOLATION, "3.2", "MQTT-3.2.0-2", 0x82,
        "a server sends CONNACK once"),
    DISCONNECT_BEFORE_CONNACK(Severity.VIOLATION, "", "MQTT-3.14.0-1", 0x82,
        "a server sends DISCONNECT only after a CONNACK below 0x80"),
    AFTER_DISCONNECT(Severity.VIOLATION, "MQTT-3.14.4-2", "MQTT-3.14.4-1", 0x82,
        "nothing follows DISCONNECT"),
    OPEN_AFTER_DISCONNECT(Severity.WARNING, "MQTT-3.14.4-1", "MQTT-3.14.4-2", 0,
        "who sent DISCONNECT closes the connection"),
    OPEN_AFTER_ERROR(Severity.WARNING, "", "MQTT-3.14.4-2 MQTT-4.13.2-1", 0,
        "who sent DISCONNECT with a code of 0x80 or above closes the connection"),
    OPEN_AFTER_FAILED_RENEWAL(Severity.WARNING, "", "MQTT-4.12.1-2 MQTT-3.14.4-2 MQTT-4.13.2-1", 0,
        "the connection is closed when authenticating again fails"),
    SERVED_AFTER_REFUSAL(Severity.VIOLATION, "MQTT-3.1.4-5 MQTT-3.2.2-5", "MQTT-3.1.4-6 MQTT-3.2.2-7", 0,
        "what follows a refused CONNECT is ignored"),
    OPEN_AFTER_REFUSAL(Severity.WARNING, "MQTT-3.2.2-5", "MQTT-3.2.2-7 MQTT-4.13.2-1", 0,
        "a server that refuses CONNECT closes the connection"),
    OPEN_AFTER_LEVEL_REFUSED(Severity.WARNING, "MQTT-3.1.2-2 MQTT-3.2.2-5", "MQTT-3.1.2-2 MQTT-3.2.2-7 MQTT-4.13.2-1", 0,
        "a server that refuses the protocol level closes the connection"),
    OPEN_AFTER_ID_REFUSED(Severity.WARNING, "MQTT-3.1.3-9 MQTT-3.2.2-5", "MQTT-3.1.3-8 MQTT-3.2.2-7 MQTT-4.13.2-1", 0,
        "a server that refuses the client identifier closes the connection"),
    OPEN_AFTER_METHOD_REFUSED(Severity.WARNING, "", "MQTT-4.12.0-1 MQTT-3.2.2-7 MQTT-4.13.2-1", 0,
        "a server that refuses the Authentication Method closes the connection"),
    OPEN_AFTER_AUTH_REFUSED(Severity.WARNING, "", "MQTT-4.12.0-4 MQTT-3.2.2-7 MQTT-4.13.2-1", 0,
        "a server that rejects the authentication closes the connection"),

    // What CONNACK answers to CONNECT.
    MALFORMED_CONNECT_ACCEPTED(Severity.VIOLATION, "MQTT-3.1.4-1", "MQTT-3.1.4-1 MQTT-4.13.1-1", 0,
        "a server closes the connection on a CONNECT that breaks the rules"),
    MALFORMED_CONNECT_ANSWERED(Severity.VIOLATION, "MQTT-3.1.4-1", "", 0,
        "a server closes the connection without CONNACK on a CONNECT that breaks the rules"),
    EMPTY_ID_ACCEPTED(Severity.VIOLATION, "MQTT-3.1.3-8", "", 0,
        "an empty client identifier with Clean Session 0 is refused with code 2"),
    PLAIN_ID_REFUSED(Severity.WARNING, "MQTT-3.1.3-5", "MQTT-3.1.3-5", 0,
        "a server accepts an identifier of 1 to 23 digits and letters"),
    ASSIGNED_ID(Severity.VIOLATION, "", "MQTT-3.2.2-16 MQTT-3.1.3-6 MQTT-3.1.3-7", 0,
        "CONNACK tells a client without identifier the one it was given"),
    SESSION_PRESENT(Severity.VIOLATION, "MQTT-3.2.2-1 MQTT-3.1.2-6 MQTT-3.1.4-3",
        "MQTT-3.2.2-2 MQTT-3.1.2-4 MQTT-3.1.4-4", 0,
        "Session Present is 0 where the client asked to begin anew"),
    SESSION_PRESENT_IGNORED(Severity.VIOLATION, "", "MQTT-3.2.2-4", 0,
        "a client without session closes the connection on Session Present 1"),
    SESSION_LOST(Severity.WARNING, "MQTT-3.2.2-2 MQTT-3.1.2-4 MQTT-4.1.0-1",
        "MQTT-3.2.2-3 MQTT-3.1.2-5 MQTT-3.1.2-23", 0,
        "a server goes on with the session that it has kept"),
    SESSION_INVENTED(Severity.WARNING, "MQTT-3.2.2-3 MQTT-3.1.2-6", "MQTT-3.2.2-3 MQTT-3.1.2-6", 0,
        "Session Present is 0 where there is no session to go on with"),
    SESSION_EXPIRED(Severity.WARNING, "", "MQTT-4.1.0-2", 0,
        "a session ends when its Session Expiry Interval has passed"),
    TAKEN_OVER_SERVED(Severity.VIOLATION, "MQTT-3.1.4-2", "MQTT-3.1.4-3", 0,
        "a server closes the connection whose client identifier connects anew"),
    TAKEN_OVER_SILENTLY(Severity.WARNING, "", "MQTT-3.1.4-3", 0,
        "a server that ends a connection for a newer one says so by DISCONNECT 0x8E"),
    RESPONSE_INFORMATION(Severity.VIOLATION, "", "MQTT-3.1.2-28", 0x82,
        "CONNACK has Response Information only where CONNECT asked for it"),
    PROBLEM_INFORMATION(Severity.VIOLATION, "", "MQTT-3.1.2-29", 0x82,
        "Reason String and User Properties stand only in PUBLISH, CONNACK, DISCONNECT if the client wants no more"),
    WILL_QOS_ACCEPTED(Severity.VIOLATION, "", "MQTT-3.2.2-12", 0x9b,
        "a server refuses a Will QoS that it does not support"),
    WILL_RETAIN_ACCEPTED(Severity.VIOLATION, "", "MQTT-3.2.2-13", 0x9a,
        "a server without retained messages refuses Will Retain 1"),

    // Enhanced authentication.
    ONLY_AUTH(Severity.VIOLATION, "", "MQTT-3.1.2-30", 0x82,
        "a client that named an Authentication Method sends only AUTH or DISCONNECT before CONNACK"),
    SERVER_AUTH_CODE(Severity.VIOLATION, "", "MQTT-4.12.0-2", 0x82,
        "a server's AUTH before CONNACK has the code 0x18"),
    CLIENT_AUTH_CODE(Severity.VIOLATION, "", "MQTT-4.12.0-3", 0x82,
        "a client's AUTH before CONNACK has the code 0x18"),
    AUTH_METHOD(Severity.VIOLATION, "", "MQTT-4.12.0-5", 0x82,
        "the Authentication Method is that of CONNECT"),
    RENEWED_METHOD(Severity.VIOLATION, "", "MQTT-4.12.1-1 MQTT-4.12.0-5", 0x82,
        "authenticating again keeps the Authentication Method"),
    SERVER_AUTH_UNASKED(Severity.VIOLATION, "", "MQTT-4.12.0-6", 0x82,
        "a server sends AUTH and names a method only if CONNECT named one"),
    CLIENT_AUTH_UNASKED(Severity.VIOLATION, "", "MQTT-4.12.0-7", 0x82,
        "a client sends AUTH only if its CONNECT named a method"),

    // What each side accepts.
    CLIENT_TOO_LARGE(Severity.VIOLATION, "", "MQTT-3.2.2-15", 0x95,
        "no packet is larger than the server's Maximum Packet Size"),
    SERVER_TOO_LARGE(Severity.VIOLATION, "", "MQTT-3.1.2-24", 0x95,
        "no packet is larger than the client's Maximum Packet Size"),
    CONNACK_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.2.2-19 MQTT-3.1.2-24", 0x95, Check.REASON),
    CONNACK_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.2.2-20 MQTT-3.1.2-24", 0x95, Check.USER),
    PUBACK_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.4.2-2", 0x95, Check.REASON),
    PUBACK_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.4.2-3", 0x95, Check.USER),
    PUBREC_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.5.2-2", 0x95, Check.REASON),
    PUBREC_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.5.2-3", 0x95, Check.USER),
    PUBREL_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.6.2-2", 0x95, Check.REASON),
    PUBREL_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.6.2-3", 0x95, Check.USER),
    PUBCOMP_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.7.2-2", 0x95, Check.REASON),
    PUBCOMP_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.7.2-3", 0x95, Check.USER),
    SUBACK_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.9.2-1 MQTT-3.1.2-24", 0x95, Check.REASON),
    SUBACK_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.9.2-2 MQTT-3.1.2-24", 0x95, Check.USER),
    UNSUBACK_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.11.2-1 MQTT-3.1.2-24", 0x95, Check.REASON),
    UNSUBACK_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.11.2-2 MQTT-3.1.2-24", 0x95, Check.USER),
    DISCONNECT_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.14.2-3", 0x95, Check.REASON),
    DISCONNECT_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.14.2-4", 0x95, Check.USER),
    AUTH_REASON_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.15.2-2", 0x95, Check.REASON),
    AUTH_USER_TOO_LONG(Severity.VIOLATION, "", "MQTT-3.15.2-3", 0x95, Check.USER),
    MAXIMUM_QOS(Severity.VIOLATION, "", "MQTT-3.2.2-11", 0x9b,
        "a client publishes with at most the server's Maximum QoS"),
    QOS_REFUSED_UNANNOUNCED(Severity.VIOLATION, "", "MQTT-3.2.2-9", 0,
        "a server announces its Maximum QoS before it refuses a QoS"),
    SUBSCRIBE_QOS_REFUSED(Severity.VIOLATION, "", "MQTT-3.2.2-10", 0,
        "a server accepts SUBSCRIBE with every QoS, whatever its Maximum QoS"),
    RETAIN_UNAVAILABLE(Severity.VIOLATION, "", "MQTT-3.2.2-14", 0x9a,
        "a client does not publish with RETAIN 1 to a server without retained messages"),
    WILDCARD_UNAVAILABLE(Severity.VIOLATION, "", "3.2.2.3.11", 0xa2,
        "no topic filter has a wildcard if the server does not take them"),
    SUBSCRIPTION_ID_UNAVAILABLE(Severity.VIOLATION, "", "3.2.2.3.12", 0xa1,
        "SUBSCRIBE has no Subscription Identifier if the server does not take them"),
    SHARED_UNAVAILABLE(Severity.VIOLATION, "", "3.2.2.3.13", 0x9e,
        "no subscription is shared if the server does not take them"),
    CLIENT_RECEIVE_MAXIMUM(Severity.VIOLATION, "", "MQTT-3.3.4-7 MQTT-4.9.0-1 MQTT-4.9.0-2", 0x93,
        "no more messages of QoS 1 and 2 are under way than the server's Receive Maximum"),
    SERVER_RECEIVE_MAXIMUM(Severity.VIOLATION, "", "MQTT-3.3.4-9 MQTT-4.9.0-1 MQTT-4.9.0-2", 0x93,
        "no more messages of QoS 1 and 2 are under way than the client's Receive Maximum"),
    SESSION_EXPIRY_RAISED(Severity.VIOLATION, "", "3.14.2.2.2", 0x82,
        "DISCONNECT sets no Session Expiry Interval above 0 if CONNECT set none"),

    // Topic aliases.
    CLIENT_ALIAS(Severity.VIOLATION, "", "MQTT-3.2.2-17 MQTT-3.3.2-9", 0x94,
        "a client's Topic Alias is at most the server's Topic Alias Maximum"),
    CLIENT_ALIAS_UNASKED(Severity.VIOLATION, "", "MQTT-3.2.2-18", 0x94,
        "a client sends no Topic Alias to a server without Topic Alias Maximum"),
    SERVER_ALIAS(Severity.VIOLATION, "", "MQTT-3.1.2-26 MQTT-3.3.2-11", 0x94,
        "a server's Topic Alias is at most the client's Topic Alias Maximum"),
    SERVER_ALIAS_UNASKED(Severity.VIOLATION, "", "MQTT-3.1.2-27", 0x94,
        "a server sends no Topic Alias to a client without Topic Alias Maximum"),
    UNKNOWN_ALIAS(Severity.VIOLATION, "", "3.3.4", 0x82,
        "a Topic Alias without topic was set on this connection before"),
    ALIAS_CARRIED_OVER(Severity.VIOLATION, "", "MQTT-3.3.2-7", 0,
        "what an alias stood for on an earlier connection is forgotten"),
    CLIENT_REFUSED_ALIAS(Severity.VIOLATION, "", "MQTT-3.3.2-10", 0,
        "a client accepts every alias up to its Topic Alias Maximum"),
    SERVER_REFUSED_ALIAS(Severity.VIOLATION, "", "MQTT-3.3.2-12", 0,
        "a server accepts every alias up to its Topic Alias Maximum"),

    // Keep Alive.
    SILENT_CLIENT(Severity.VIOLATION, "MQTT-3.1.2-23", "MQTT-3.1.2-20", 0x8d,
        "a client sends something within its Keep Alive"),
    SILENT_CLIENT_OF_SERVERS_TIME(Severity.VIOLATION, "", "MQTT-3.2.2-21 MQTT-3.1.2-21", 0x8d,
        "a client sends something within the Server Keep Alive"),
    SILENCE_TOLERATED(Severity.VIOLATION, "MQTT-3.1.2-24", "MQTT-3.1.2-22", 0,
        "a server drops a client that was silent for one and a half Keep Alives"),
    TIMED_OUT_EARLY(Severity.WARNING, "", "MQTT-3.2.2-22", 0,
        "a server waits one and a half Keep Alives before it calls the client silent"),

    // Packet identifiers and acknowledgements.
    // 5.0: both the new message and the one that has the identifier are of this QoS; else the first two.
    CLIENT_ID_TAKEN(Severity.VIOLATION, "MQTT-2.3.1-2 MQTT-2.3.1-3", "MQTT-2.2.1-3", 0x91, Check.UNUSED),
    SERVER_ID_TAKEN(Severity.VIOLATION, "MQTT-2.3.1-4", "MQTT-2.2.1-4", 0x91, Check.UNUSED),
    CLIENT_QOS1_ID_TAKEN(Severity.VIOLATION, "MQTT-2.3.1-2 MQTT-2.3.1-3 MQTT-4.3.2-1",
        "MQTT-2.2.1-3 MQTT-4.3.2-1 MQTT-4.3.2-3", 0x91, Check.UNUSED),
    CLIENT_QOS2_ID_TAKEN(Severity.VIOLATION, "MQTT-2.3.1-2 MQTT-2.3.1-3 MQTT-4.3.3-1",
        "MQTT-2.2.1-3 MQTT-4.3.3-1 MQTT-4.3.3-3", 0x91, Check.UNUSED),
    CLIENT_PUBREL_ID_TAKEN(Severity.VIOLATION, "MQTT-2.3.1-2 MQTT-2.3.1-3 MQTT-4.3.3-1",
        "MQTT-2.2.1-3 MQTT-4.3.3-1 MQTT-4.3.3-5", 0x91, Check.UNUSED),
    SERVER_QOS1_ID_TAKEN(Severity.VIOLATION, "MQTT-2.3.1-4 MQTT-4.3.2-1",
        "MQTT-2.2.1-4 MQTT-4.3.2-1 MQTT-4.3.2-3", 0x91, Check.UNUSED),
    SERVER_QOS2_ID_TAKEN(Severity.VIOLATION, "MQTT-2.3.1-4 MQTT-4.3.3-1",
        "MQTT-2.2.1-4 MQTT-4.3.3-1 MQTT-4.3.3-3", 0x91, Check.UNUSED),
    SERVER_PUBREL_ID_TAKEN(Severity.VIOLATION, "MQTT-2.3.1-4 MQTT-4.3.3-1",
        "MQTT-2.2.1-4 MQTT-4.3.3-1 MQTT-4.3.3-5", 0x91, Check.UNUSED),
    UNKNOWN_ID(Severity.VIOLATION, "MQTT-2.3.1-6", "MQTT-2.2.1-5", 0x92,
        "the packet identifier is that of a PUBLISH under way"),
    UNKNOWN_PUBCOMP(Severity.VIOLATION, "3.7", "MQTT-2.2.1-5", 0x92,
        "the packet identifier is that of a PUBREL under way"),
    UNKNOWN_SUBACK(Severity.VIOLATION, "MQTT-3.8.4-2 MQTT-2.3.1-7", "MQTT-3.8.4-2 MQTT-2.2.1-6", 0x82,
        "the packet identifier is that of a SUBSCRIBE under way"),
    UNKNOWN_UNSUBACK(Severity.VIOLATION, "MQTT-2.3.1-7 MQTT-3.10.4-4", "MQTT-3.10.4-5 MQTT-2.2.1-6", 0x82,
        "the packet identifier is that of an UNSUBSCRIBE under way"),
    UNASKED_PINGRESP(Severity.WARNING, "3.13", "3.13", 0x82,
        "PINGRESP answers a PINGREQ"),
    QOS1_ANSWER(Severity.VIOLATION, "MQTT-3.3.4-1 MQTT-4.3.2-2", "MQTT-3.3.4-1 MQTT-4.3.2-4", 0x82,
        "a PUBLISH of QoS 1 is answered by PUBACK"),
    QOS2_ANSWER(Severity.VIOLATION, "MQTT-3.3.4-1 MQTT-4.3.3-2", "MQTT-3.3.4-1 MQTT-4.3.3-8", 0x82,
        "a PUBLISH of QoS 2 is answered by PUBREC"),
    PUBREL_EARLY(Severity.VIOLATION, "MQTT-4.3.3-1", "MQTT-4.3.3-4", 0x82,
        "PUBREL answers a PUBREC"),
    PUBCOMP_EARLY(Severity.VIOLATION, "MQTT-4.3.3-2", "MQTT-4.3.3-11", 0x82,
        "PUBCOMP answers a PUBREL"),
    QOS1_DUP_FIRST(Severity.VIOLATION, "MQTT-4.3.2-1", "MQTT-4.3.2-2", 0x82, Check.FIRST),
    QOS2_DUP_FIRST(Severity.VIOLATION, "MQTT-4.3.3-1", "MQTT-4.3.3-2", 0x82, Check.FIRST),
    SERVER_QOS1_DUP_FIRST(Severity.VIOLATION, "MQTT-3.3.1-3 MQTT-4.3.2-1", "MQTT-3.3.1-3 MQTT-4.3.2-2", 0x82,
        Check.FIRST),
    SERVER_QOS2_DUP_FIRST(Severity.VIOLATION, "MQTT-3.3.1-3 MQTT-4.3.3-1", "MQTT-3.3.1-3 MQTT-4.3.3-2", 0x82,
        Check.FIRST),
    OLD_SESSION_RESENT(Severity.VIOLATION, "", "MQTT-3.2.2-5", 0x82,
        "a client drops its session when Session Present is 0"),
    RESENT(Severity.VIOLATION, "", "MQTT-4.4.0-1", 0x82,
        "PUBLISH and PUBREL are sent again only when a session goes on on a new connection"),
    REFUSED_RESENT(Severity.VIOLATION, "", "MQTT-4.4.0-2 MQTT-4.4.0-1", 0x82,
        "a PUBLISH answered with 0x80 or above is not sent again"),
    PUBLISH_AFTER_PUBREL(Severity.VIOLATION, "MQTT-4.3.3-1", "MQTT-4.3.3-6", 0x82,
        "a PUBLISH is not sent again once its PUBREL was sent"),
    DUP_MISSING(Severity.VIOLATION, "MQTT-3.3.1-1", "MQTT-3.3.1-1", 0x82,
        "a PUBLISH that is sent again has DUP 1"),
    RESENT_OUT_OF_ORDER(Severity.VIOLATION, "MQTT-4.6.0-1", "MQTT-4.6.0-1", 0,
        "a client sends PUBLISH again in the order of the first time"),
    NOT_RESENT(Severity.WARNING, "MQTT-4.4.0-1", "MQTT-4.4.0-1", 0,
        "what was not acknowledged is sent again when the session goes on"),
    PUBACK_OUT_OF_ORDER(Severity.VIOLATION, "MQTT-4.6.0-2", "MQTT-4.6.0-2", 0,
        "a client sends PUBACK in the order of the PUBLISHes"),
    PUBREC_OUT_OF_ORDER(Severity.VIOLATION, "MQTT-4.6.0-3", "MQTT-4.6.0-3", 0,
        "a client sends PUBREC in the order of the PUBLISHes"),
    PUBREL_OUT_OF_ORDER(Severity.VIOLATION, "MQTT-4.6.0-4", "MQTT-4.6.0-4", 0,
        "a client sends PUBREL in the order of the PUBRECs"),
    TOLERATED_FLAGS(Severity.VIOLATION, "MQTT-2.2.2-2 MQTT-4.8.0-1", "", 0,
        "who receives wrong flags closes the connection"),
    TOLERATED(Severity.VIOLATION, "MQTT-4.8.0-1", "MQTT-4.13.1-1", 0,
        "who receives a packet that breaks the rules closes the connection"),

    // What was never answered.
    CLIENT_NO_PUBACK(Severity.WARNING, "MQTT-4.5.0-2 MQTT-3.3.4-1 MQTT-4.3.2-2",
        "MQTT-4.5.0-2 MQTT-3.3.4-1 MQTT-4.3.2-4", 0, "a client answers a PUBLISH of QoS 1 by PUBACK"),
    SERVER_NO_PUBACK(Severity.WARNING, "MQTT-4.3.2-2 MQTT-3.3.4-1", "MQTT-4.3.2-4 MQTT-3.3.4-1", 0,
        "a server answers a PUBLISH of QoS 1 by PUBACK"),
    CLIENT_NO_PUBREC(Severity.WARNING, "MQTT-4.5.0-2 MQTT-3.3.4-1 MQTT-4.3.3-2",
        "MQTT-4.5.0-2 MQTT-3.3.4-1 MQTT-4.3.3-8", 0, "a client answers a PUBLISH of QoS 2 by PUBREC"),
    SERVER_NO_PUBREC(Severity.WARNING, "MQTT-4.3.3-2 MQTT-3.3.4-1", "MQTT-4.3.3-8 MQTT-3.3.4-1", 0,
        "a server answers a PUBLISH of QoS 2 by PUBREC"),
    NO_PUBREC_AGAIN(Severity.WARNING, "MQTT-4.3.3-2", "MQTT-4.3.3-10 MQTT-4.3.3-8", 0,
        "each repetition of a PUBLISH of QoS 2 is answered by PUBREC"),
    NO_PUBREL(Severity.WARNING, "MQTT-4.3.3-1", "MQTT-4.3.3-4", 0,
        "PUBREC is answered by PUBREL"),
    NO_PUBCOMP(Severity.WARNING, "MQTT-4.3.3-2", "MQTT-4.3.3-11", 0,
        "PUBREL is answered by PUBCOMP"),
    NO_SUBACK(Severity.WARNING, "MQTT-3.8.4-1", "MQTT-3.8.4-1", 0,
        "SUBSCRIBE is answered by SUBACK"),
    NO_UNSUBACK(Severity.WARNING, "MQTT-3.10.4-4 MQTT-3.10.4-5", "MQTT-3.10.4-4 MQTT-3.10.4-5", 0,
        "UNSUBSCRIBE is answered by UNSUBACK, even if it ended nothing"),
    NO_PINGRESP(Severity.WARNING, "MQTT-3.12.4-1", "MQTT-3.12.4-1", 0,
        "PINGREQ is answered by PINGRESP"),

    // Subscriptions, and what comes of them.
    SUBACK_COUNT(Severity.VIOLATION, "MQTT-3.8.4-5", "MQTT-3.8.4-6", 0x82,
        "SUBACK has a code for each topic filter"),
    SUBACK_SPLIT(Severity.VIOLATION, "MQTT-3.8.4-4", "MQTT-3.8.4-5", 0x82,
        "a SUBSCRIBE of several topic filters gets one SUBACK"),
    SUBACK_GRANTS_MORE(Severity.WARNING, "MQTT-3.9.3-1", "MQTT-3.9.3-1", 0x82,
        "the codes of SUBACK follow the topic filters, and grant no more than was asked for"),
    UNSUBACK_COUNT(Severity.VIOLATION, "", "MQTT-3.11.3-1", 0x82,
        "UNSUBACK has a code for each topic filter, in their order"),
    UNSUBACK_SPLIT(Severity.VIOLATION, "MQTT-3.10.4-6", "MQTT-3.10.4-6", 0x82,
        "an UNSUBSCRIBE of several topic filters gets one UNSUBACK"),
    TOPIC_NOT_SUBSCRIBED(Severity.WARNING, "MQTT-3.3.2-3", "MQTT-3.3.2-3", 0,
        "a server sends what matches a topic filter of the client"),
    DOLLAR_TOPIC(Severity.WARNING, "MQTT-4.7.2-1 MQTT-3.3.2-3", "MQTT-4.7.2-1 MQTT-3.3.2-3", 0,
        "a filter that begins with a wildcard matches no topic that begins with $"),
    ABOVE_GRANTED_QOS(Severity.VIOLATION, "MQTT-3.8.4-6", "MQTT-3.8.4-8", 0,
        "a message comes with at most the QoS that was granted"),
    SHARED_ABOVE_GRANTED_QOS(Severity.VIOLATION, "", "MQTT-4.8.2-3 MQTT-3.8.4-8", 0,
        "a shared message comes with at most the QoS that was granted to this client"),
    RETAIN_NOT_ASKED(Severity.VIOLATION, "", "MQTT-3.3.1-11", 0,
        "no retained messages are sent for a subscription with Retain Handling 2"),
    RETAIN_NOT_NEW(Severity.VIOLATION, "", "MQTT-3.3.1-10", 0,
        "no retained messages are sent for a subscription with Retain Handling 1 that existed"),
    RETAIN_FORWARDED(Severity.VIOLATION, "MQTT-3.3.1-9", "MQTT-3.3.1-12", 0,
        "a message for a subscription that existed has RETAIN 0"),
    SUBSCRIPTION_ID_UNKNOWN(Severity.VIOLATION, "", "3.3.4", 0x82,
        "a Subscription Identifier is one that the client gave"),
    SUBSCRIPTION_ID_MISSING(Severity.VIOLATION, "", "MQTT-3.3.4-3", 0,
        "a message carries the identifiers of the subscriptions that it matches"),

    // No rule: what was seen is more than is remembered.
    FORGOTTEN(Severity.NOTE, "", "", 0,
        "so much of this conversation was open at once that older parts of it are not followed");
    // @formatter:on

    private static final String REASON = "a Reason String is left out that makes the packet too large for its receiver";
    private static final String USER = "a User Property is left out that makes the packet too large for its receiver";
    private static final String UNUSED = "the packet identifier is not in use";
    private static final String FIRST = "DUP is 0 the first time that a message is sent";

    private final Severity severity;
    private final String in311;
    private final String in5;
    private final int reasonCode;
    private final String demand;

    Check(Severity severity, String in311, String in5, int reasonCode, String demand) {
        this.severity = severity;
        this.in311 = in311;
        this.in5 = in5;
        this.reasonCode = reasonCode;
        this.demand = demand;
    }

    public Severity severity() {
        return severity;
    }

    /// Where the standard says so; [Citation#isEmpty] where the version has no such rule.
    public Citation citation(Version version) {
        return Citation.of(version == Version.V5 ? in5 : in311);
    }

    /// What is demanded, as a clause: "a client sends CONNECT once".
    public String demand() {
        return demand;
    }

    /// What the receiver of what breaks it will do.
    public Reaction reaction(Version version) {
        Citation citation = citation(version);
        return reasonCode == 0 && !citation.isNumbered() ? Reaction.NONE : citation.reaction(version, reasonCode);
    }
}
