package mqttlab.cli.client;

/// A host and a port, as in `broker.example:8883`; an IPv6 address stands in brackets.
///
/// @param port 0 where none is given
public record HostPort(String host, int port) {

    /// @param option what messages call it
    public static HostPort parse(String option, String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : 0;
        int colon = text.indexOf(':', end);
        String host = colon < 0 ? text : text.substring(0, colon);
        boolean isAddress = end > 0 && end == host.length();
        if (host.isEmpty() || host.startsWith("[") && !isAddress) {
            throw Usage.wrong(option + ": expected a host but was '" + text + "'");
        }
        String name = isAddress ? host.substring(1, end - 1) : host;
        return new HostPort(name, colon < 0 ? 0 : Ports.parse(option, text.substring(colon + 1)));
    }
}
