package mqttlab.client.transport;

/// Host and port as they stand in a URI.
final class Uris {

    private Uris() {}

    /// "example.org:1883", "[::1]:1883".
    static String authority(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
