package mqttlab.conform;

import java.util.List;

/// What a server must be able to do, or say, for a conversation to make sense.
///
/// @param word one of [#WORDS]
/// @param number "topic-alias 2"; 0 where there is none
/// @param isMissing whether the server must not be able to: "no retain"
record Need(String word, int number, boolean isMissing) {

    static final List<String> WORDS = List.of(
            "qos",
            "retain",
            "wildcard",
            "shared",
            "subscription-identifier",
            "topic-alias",
            "receive-maximum",
            "maximum-packet-size",
            "server-keep-alive",
            "session-expiry",
            "scram");

    /// As it is written.
    @Override
    public String toString() {
        return (isMissing ? "no " : "") + word + (number > 0 ? " " + number : "");
    }
}
