package mqttlab.diagnosis;

/// What a sentence is about.
public enum About {
    /// Why a connection ended.
    END("end"),
    /// A packet that breaks a rule.
    RULE("rule"),
    KEEP_ALIVE("keep_alive"),
    /// Messages that waited for acknowledgements.
    RECEIVE_MAXIMUM("receive_maximum"),
    /// Identifiers that were used again too early.
    PACKET_ID("packet_id"),
    UNANSWERED("unanswered"),
    RETAINED("retained"),
    /// Connections of one client that follow or fight each other.
    CLIENT("client"),
    FORWARDING("forwarding");

    private final String text;

    About(String text) {
        this.text = text;
    }

    /// As JSON has it.
    @Override
    public String toString() {
        return text;
    }
}
