package mqttlab.capture.live;

import java.io.IOException;
import org.pcap4j.core.PcapNativeException;

/// Says why libpcap did not do what was wanted, in words for the user.
public final class LiveException extends IOException {

    private static final long serialVersionUID = 1L;

    // Return codes of pcap_activate(3).
    private static final int NO_SUCH_DEVICE = -5;
    private static final int PERMISSION_DENIED = -8;
    private static final int PROMISCUOUS_DENIED = -11;

    /// What the user can do something about.
    public enum Reason {
        /// libpcap is not installed, or cannot be loaded.
        NO_LIBRARY,
        /// The user may not capture.
        NO_RIGHTS,
        /// There is no interface of this name.
        NO_INTERFACE,
        /// A capture filter is not understood.
        BAD_FILTER,
        /// Something else; the message has libpcap's words.
        OTHER
    }

    private final Reason reason;

    private LiveException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /// Which of the usual reasons it is.
    public Reason reason() {
        return reason;
    }

    static LiveException noLibrary(LinkageError cause) {
        return new LiveException(
                Reason.NO_LIBRARY,
                "libpcap cannot be loaded, and capturing and capture filters need it; install it (Debian and Ubuntu: "
                        + "apt install libpcap0.8, Fedora: dnf install libpcap, Alpine: apk add libpcap, "
                        + "Windows: https://npcap.com). Files are read without it.",
                cause);
    }

    static LiveException noCapture(String name, PcapNativeException cause) {
        int code = cause.getReturnCode() == null ? 0 : cause.getReturnCode();
        String words = words(cause);
        if (code == PERMISSION_DENIED || code == PROMISCUOUS_DENIED || words.contains("ermission")) {
            return new LiveException(
                    Reason.NO_RIGHTS,
                    "no rights to capture on " + name + "; run this with sudo, or let tcpdump do that part: "
                            + "sudo tcpdump -i " + name + " -U -w - | mqttlab pcap -",
                    cause);
        }
        if (code == NO_SUCH_DEVICE || words.contains("No such device")) {
            return new LiveException(
                    Reason.NO_INTERFACE, "no interface is called " + name + "; capture -D lists them", cause);
        }
        return other("cannot capture on " + name, cause);
    }

    static LiveException badFilter(String filter, PcapNativeException cause) {
        return new LiveException(
                Reason.BAD_FILTER,
                "not a capture filter: '" + filter + "': "
                        + words(cause).replace("Error occurred in pcap_compile: ", "")
                        + "; one looks like: tcp port 1883 and host 192.0.2.1",
                cause);
    }

    static LiveException other(String what, Exception cause) {
        return new LiveException(Reason.OTHER, what + ": " + words(cause), cause);
    }

    private static String words(Exception cause) {
        String words = cause.getMessage();
        return words == null ? cause.toString() : words;
    }
}
