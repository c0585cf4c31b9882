package mqttlab.conversation;

/// Why an [Observer] does not judge all of a connection.
public enum Abstention {
    // @formatter:off
    NO_BEGINNING("its beginning was not seen: what CONNECT and CONNACK agreed on is not known, nor what was under way;"
        + " limits, order, identifiers and aliases are not judged"),
    NO_VERSION("its version is not known: of single packets only the protocol's name and level are judged"),
    NO_SENDER("who sent its packets is not known: they are judged each alone"),
    LOST("bytes of it are missing or could not be read: what was open then is not judged, nor what follows from it"),
    OLD_SESSION("its session was begun before: the identifiers that this has in use, and its subscriptions, are not"
        + " known"),
    NO_END("its end was not seen: what was not answered may have been answered later");
    // @formatter:on

    private final String text;

    Abstention(String text) {
        this.text = text;
    }

    /// The reason, and what is not judged for it, as a clause about the connection.
    public String text() {
        return text;
    }
}
