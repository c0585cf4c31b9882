package mqttlab.packet;

/// PINGRESP. The server answers PINGREQ. 3.1.1 and 5.0 section 3.13. It has no fields of its own.
public record PingResp() implements Packet {

    static final PingResp PACKET = new PingResp();

    @Override
    public PacketType type() {
        return PacketType.PINGRESP;
    }
}
