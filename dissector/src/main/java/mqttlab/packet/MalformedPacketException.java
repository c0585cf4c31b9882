package mqttlab.packet;

/// Bytes that are no packet of the standard; carries the rule they break, and so the reason code to send.
///
/// It has no stack trace: it says where in the bytes, not where in the code, and costs little to throw.
public final class MalformedPacketException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    MalformedPacketException(Problem problem) {
        super(null, null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /// The reason code for DISCONNECT or CONNACK, such as 0x81 Malformed Packet.
    public int reasonCode() {
        return problem.rule().reasonCode();
    }

    @Override
    public String getMessage() {
        String found = problem.found();
        return (found.isEmpty() ? "before byte " : "byte ")
                + problem.offset()
                + ": "
                + problem.field().label()
                + (found.isEmpty() ? "" : " (" + found + ")")
                + ": expected that "
                + problem.rule().demand();
    }
}
