package mqttlab.packet;

/// PINGREQ. A client shows that it is alive, and asks the server for the same. 3.1.1 and 5.0 section 3.12. It has
/// no fields of its own.
public record PingReq() implements Packet {

    static final PingReq PACKET = new PingReq();

    @Override
    public PacketType type() {
        return PacketType.PINGREQ;
    }
}
