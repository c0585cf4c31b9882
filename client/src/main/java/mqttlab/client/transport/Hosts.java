package mqttlab.client.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Looks up names of hosts.
final class Hosts {

    private Hosts() {}

    static List<InetAddress> resolve(String host) throws IOException {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new IOException("The host name " + host + " is not known.", e);
        }
    }
}
