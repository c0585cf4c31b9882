package mqttlab.packet;

import org.jspecify.annotations.Nullable;

/// What the standard demands of a single packet: the statement that says so in each version, the reason code for
/// whoever breaks it, and the demand in our words.
///
/// A citation is a statement's number ("MQTT-2.3.1-1"), a section where the rule has no number ("2.2.3"), or
/// [#FIELD] for the section that defines the field at fault. An empty one means that the version has no such rule.
public enum Rule {
    // What cannot be read. Reading stops there, at least for the part of the packet that the rule speaks of.
    FITS(Rule.FIELD, Rule.FIELD, 0x81, "the field lies within the packet"),
    KNOWN_TYPE("2.2.1", "2.1.2", 0x81, "the packet type is one of those the version defines"),
    REMAINING_LENGTH("2.2.3", "2.1.4", 0x81, "Remaining Length has at most four bytes"),
    REMAINING_LENGTH_MATCHES("2.2.3", "2.1.4", 0x81, "Remaining Length counts the bytes that follow it"),
    ENDS("2.2.3", "2.1.4", 0x81, "the packet ends with its last field"),
    VARIABLE_BYTE_INTEGER("", "1.5.5", 0x81, "a Variable Byte Integer has at most four bytes"),
    KNOWN_PROPERTY("", "2.2.2.2", 0x81, "the property identifier is one that the standard defines"),

    // The fixed header.
    SHORTEST("", "MQTT-1.5.5-1", 0x81, "a Variable Byte Integer takes as few bytes as its value allows"),
    FLAGS("MQTT-2.2.2-1", "MQTT-2.1.3-1", 0x81, "the flags of the first byte are those listed for the packet type"),
    PUBREL_FLAGS("MQTT-3.6.1-1", "MQTT-3.6.1-1", 0x81, "the flags of PUBREL are 0010"),
    SUBSCRIBE_FLAGS("MQTT-3.8.1-1", "MQTT-3.8.1-1", 0x81, "the flags of SUBSCRIBE are 0010"),
    UNSUBSCRIBE_FLAGS("MQTT-3.10.1-1", "MQTT-3.10.1-1", 0x81, "the flags of UNSUBSCRIBE are 0010"),
    DISCONNECT_FLAGS("MQTT-3.14.1-1", "MQTT-3.14.1-1", 0x81, "the flags of DISCONNECT are 0000"),
    AUTH_FLAGS("", "MQTT-3.15.1-1", 0x81, "the flags of AUTH are 0000"),
    DIRECTION("2.2.1", "2.1.2", 0x82, "the packet travels in a direction listed for its type"),

    // What many packets share.
    UTF_8("MQTT-1.5.3-1", "MQTT-1.5.4-1", 0x81, "text is well-formed UTF-8 without surrogates"),
    NO_NULL("MQTT-1.5.3-2", "MQTT-1.5.4-2", 0x81, "text does not contain U+0000"),
    NO_CONTROL("1.5.3", "1.5.4", 0x81, "text should not contain control characters or non-characters"),
    PACKET_ID("MQTT-2.3.1-1", "MQTT-2.2.1-3", 0x82, "the packet identifier is not zero"),
    SERVER_PACKET_ID("MQTT-2.3.1-1", "MQTT-2.2.1-4", 0x82, "the packet identifier of a server's PUBLISH is not zero"),
    ANSWER_ID("MQTT-2.3.1-6", "MQTT-2.2.1-5", 0x82, "the packet identifier is that of a PUBLISH, so not zero"),
    PUBCOMP_ID(Rule.FIELD, "MQTT-2.2.1-5", 0x82, "the packet identifier is that of a PUBREL, so not zero"),
    REQUEST_ID("MQTT-2.3.1-7", "MQTT-2.2.1-6", 0x82, "the packet identifier is that of the request, so not zero"),
    TOPIC_NOT_EMPTY("MQTT-4.7.3-1", "MQTT-4.7.3-1", 0x82, "a topic name or filter has at least one character"),
    WILDCARD("MQTT-4.7.1-1", "MQTT-4.7.0-1", 0x90, "wildcards stand in topic filters, not in topic names"),
    PROPERTY_ALLOWED("", "2.2.2.2", 0x81, "the property belongs to this packet type"),
    PROPERTY_ONCE("", Rule.FIELD, 0x82, "the property is given at most once"),
    PROPERTY_RANGE("", Rule.FIELD, 0x82, "the property's value lies in its range"),
    TOPIC_ALIAS_NOT_ZERO("", "MQTT-3.3.2-8", 0x94, "a Topic Alias is not zero"),
    RESPONSE_TOPIC("", "MQTT-3.3.2-14", 0x82, "the Response Topic has no wildcards"),

    // CONNECT and CONNACK.
    PROTOCOL_NAME("MQTT-3.1.2-1", "MQTT-3.1.2-1", 0x84, "the protocol name is that of the version"),
    PROTOCOL_LEVEL("MQTT-3.1.2-2", "MQTT-3.1.2-2", 0x84, "the protocol level is one that exists"),
    CONNECT_RESERVED("MQTT-3.1.2-3", "MQTT-3.1.2-3", 0x81, "bit 0 of the connect flags is zero"),
    NO_WILL_QOS("MQTT-3.1.2-13", "MQTT-3.1.2-11", 0x81, "without a will, Will QoS is zero"),
    WILL_QOS("MQTT-3.1.2-14", "MQTT-3.1.2-12", 0x81, "Will QoS is 0, 1 or 2"),
    NO_WILL_RETAIN("MQTT-3.1.2-15", "MQTT-3.1.2-13", 0x81, "without a will, Will Retain is zero"),
    PASSWORD_NEEDS_USER_NAME("MQTT-3.1.2-22", "", 0x81, "a password comes only with a user name"),
    EMPTY_CLIENT_ID("MQTT-3.1.3-7", "", 0x85, "an empty client identifier comes only with Clean Session 1"),
    CLIENT_ID_NOT_EMPTY("3.1", "", 0x85, "the client identifier has 1 to 23 characters"),
    AUTH_DATA_NEEDS_METHOD("", "3.1.2.11.10", 0x82, "Authentication Data comes only with an Authentication Method"),
    WILL_PAYLOAD_FORMAT("", "3.1.3.2.3", 0x99, "a will announced as UTF-8 is well-formed UTF-8"),
    CONNACK_RESERVED("3.2.2.1", "MQTT-3.2.2-1", 0x81, "bits 7 to 1 of the acknowledge flags are zero"),
    REFUSED_SESSION("MQTT-3.2.2-4", "MQTT-3.2.2-6", 0x82, "a refusal has Session Present 0"),
    CONNACK_CODE("MQTT-3.2.2-6", "MQTT-3.2.2-8", 0x82, "the code is one listed for CONNACK"),

    // PUBLISH and its acknowledgements.
    DUP_NEEDS_QOS("MQTT-3.3.1-2", "MQTT-3.3.1-2", 0x81, "DUP is 0 where QoS is 0"),
    QOS("MQTT-3.3.1-4", "MQTT-3.3.1-4", 0x81, "QoS is 0, 1 or 2"),
    TOPIC_NAME("MQTT-3.3.2-2", "MQTT-3.3.2-2", 0x90, "a topic name has no wildcards"),
    TOPIC_OR_ALIAS("", "3.3.2.1", 0x82, "a PUBLISH has a topic name or a Topic Alias"),
    CLIENT_SUBSCRIPTION_ID("", "MQTT-3.3.4-6", 0x82, "a client's PUBLISH has no Subscription Identifier"),
    PAYLOAD_FORMAT("", "3.3.2.3.2", 0x99, "a payload announced as UTF-8 is well-formed UTF-8"),
    PUBACK_CODE("", "MQTT-3.4.2-1", 0x82, "the code is one listed for PUBACK"),
    PUBREC_CODE("", "MQTT-3.5.2-1", 0x82, "the code is one listed for PUBREC"),
    NO_SUBSCRIBERS("", Rule.FIELD, 0x82, "only a server says that there are no matching subscribers"),
    PUBREL_CODE("", "MQTT-3.6.2-1", 0x82, "the code is one listed for PUBREL"),
    PUBCOMP_CODE("", "MQTT-3.7.2-1", 0x82, "the code is one listed for PUBCOMP"),

    // SUBSCRIBE, UNSUBSCRIBE and their acknowledgements.
    SUBSCRIBE_FILTER("MQTT-3.8.3-3", "MQTT-3.8.3-2", 0x82, "SUBSCRIBE names at least one topic filter"),
    UNSUBSCRIBE_FILTER("MQTT-3.10.3-2", "MQTT-3.10.3-2", 0x82, "UNSUBSCRIBE names at least one topic filter"),
    MULTI_LEVEL("MQTT-4.7.1-2", "MQTT-4.7.1-1", 0x8f, "# stands alone or after a /, and ends the filter"),
    SINGLE_LEVEL("MQTT-4.7.1-3", "MQTT-4.7.1-2", 0x8f, "+ fills a whole level of the filter"),
    SHARE("", "MQTT-4.8.2-1", 0x8f, "$share/ is followed by a ShareName of at least one character"),
    SHARE_NAME("", "MQTT-4.8.2-2", 0x8f, "a ShareName has no wildcards, and is followed by / and a topic filter"),
    REQUESTED_QOS("MQTT-3.8.3-4", "3.8.3.1", 0x82, "the requested QoS is 0, 1 or 2"),
    SUBSCRIPTION_RESERVED("MQTT-3.8.3-4", "MQTT-3.8.3-5", 0x81, "the reserved bits of the subscription are zero"),
    RETAIN_HANDLING("", "3.8.3.1", 0x82, "Retain Handling is 0, 1 or 2"),
    SHARED_NO_LOCAL("", "MQTT-3.8.3-4", 0x82, "No Local is 0 on a shared subscription"),
    SUBACK_CODE("MQTT-3.9.3-2", "MQTT-3.9.3-2", 0x82, "the code is one listed for SUBACK"),
    UNSUBACK_CODE("", "MQTT-3.11.3-2", 0x82, "the code is one listed for UNSUBACK"),

    // DISCONNECT and AUTH.
    CODE_SENDER("", Rule.FIELD, 0x82, "the code is one that this side may send"),
    DISCONNECT_CODE("", "MQTT-3.14.2-1", 0x82, "the code is one listed for DISCONNECT"),
    SERVER_SESSION_EXPIRY("", "MQTT-3.14.2-2", 0x82, "a server's DISCONNECT has no Session Expiry Interval"),
    SERVER_REFERENCE("", Rule.FIELD, 0x82, "a Server Reference comes from a server"),
    AUTH_CODE("", "MQTT-3.15.2-1", 0x82, "the code is one listed for AUTH"),
    AUTH_METHOD("", "3.15.2.2.2", 0x82, "AUTH names its Authentication Method");

    private static final String FIELD = "field";

    private final String in311;
    private final String in5;
    private final int reasonCode;
    private final String demand;

    Rule(String in311, String in5, int reasonCode, String demand) {
        this.in311 = in311;
        this.in5 = in5;
        this.reasonCode = reasonCode;
        this.demand = demand;
    }

    /// The reason code of 5.0 that answers a packet which breaks the rule.
    public int reasonCode() {
        return reasonCode;
    }

    /// What is demanded, as a clause: "the packet identifier is not zero".
    public String demand() {
        return demand;
    }

    /// Whether breaking it is no offence but bad practice: the standard says "should".
    public boolean isAdvice() {
        return this == NO_CONTROL;
    }

    /// Whether what breaks it cannot be read on.
    public boolean isUnreadable() {
        return ordinal() <= KNOWN_PROPERTY.ordinal();
    }

    /// Whether a receiver may let it pass who could read the packet: the standard leaves it the choice, or does not
    /// say "must". It stands in a trace, and is never thrown.
    public boolean mayPass() {
        return switch (this) {
            case NO_CONTROL, PAYLOAD_FORMAT, WILL_PAYLOAD_FORMAT, NO_SUBSCRIBERS, SERVER_REFERENCE -> true;
            default -> false;
        };
    }

    /// The version whose text is cited: what MQTT 3.1 has in common with 3.1.1 is cited from that.
    public Version cited(Version version) {
        return this == CLIENT_ID_NOT_EMPTY || version != Version.V3_1 ? version : Version.V3_1_1;
    }

    /// Where the standard says so: a statement's number or a section, of the [version that is cited][#cited]; "" where
    /// the version has no such rule.
    public String citation(Version version, @Nullable Field field) {
        if (this == CLIENT_ID_NOT_EMPTY && version == Version.V3_1_1) {
            return "";
        }
        String place = version == Version.V5 ? in5 : in311;
        if (!place.equals(FIELD)) {
            return place;
        }
        return field == null ? "" : field.section(version);
    }
}
