package mqttlab.capture.live;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mqttlab.capture.link.IpAddress;
import org.pcap4j.core.PcapAddress;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.Pcaps;

/// An interface on which frames can be captured.
///
/// @param description in the system's words, or empty
/// @param addresses as text
public record LiveInterface(String name, String description, List<String> addresses, boolean isLoopback, boolean isUp) {

    /// All that the user may see, in libpcap's order: the likely ones first.
    public static List<LiveInterface> list() throws LiveException {
        try {
            List<LiveInterface> interfaces = new ArrayList<>();
            for (PcapNetworkInterface found : Pcaps.findAllDevs()) {
                interfaces.add(of(found));
            }
            return interfaces;
        } catch (LinkageError e) {
            throw LiveException.noLibrary(e);
        } catch (PcapNativeException e) {
            throw LiveException.other("cannot list interfaces", e);
        }
    }

    private static LiveInterface of(PcapNetworkInterface found) {
        String description = found.getDescription();
        List<String> addresses = new ArrayList<>();
        for (PcapAddress address : found.getAddresses()) {
            addresses.add(text(address.getAddress()));
        }
        return new LiveInterface(
                found.getName(), description == null ? "" : description, addresses, found.isLoopBack(), found.isUp());
    }

    private static String text(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        StringBuilder text = new StringBuilder();
        if (bytes.remaining() == 4) {
            IpAddress.append(text, 4, 0, bytes.getInt());
        } else {
            IpAddress.append(text, 6, bytes.getLong(), bytes.getLong());
        }
        return text.toString();
    }
}
