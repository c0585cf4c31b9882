package mqttlab.filter;

import java.util.HexFormat;
import mqttlab.packet.Codec;
import mqttlab.packet.Trace;
import mqttlab.packet.Version;

/// Real packets, from the captures in testdata/pcaps.
public final class Packets {

    private Packets() {}

    /// `v5-properties.pcapng`, frame 30: mosquitto_pub tells the weather, with every property that it can send.
    public static final Trace PUBLISH = trace(Version.V5, """
        32 80 01
        00 0e 77656174 6865722f 6265726c 696e
        00 01
        5d 01 01
           02 00000e10
           03 0010 6170706c 69636174 696f6e2f 6a736f6e
           08 000f 77656174 6865722f 616e7377 657273
           09 0009 72657175 6573742d 37
           23 0001
           26 0007 73746174 696f6e 0005 6e6f7274 68
           26 0007 73746174 696f6e 0005 6e6f7274 68
        7b226365 6c736975 73223a2d 332e357d\
        """);

    /// `v5-payloads.pcap`, frame 49: the topic `quotes "double" and 'single', back\slash, pipe | and comma, space`.
    public static final Trace QUOTES = trace(Version.V5, """
        32 4f
        00 41 71756f74 65732022 646f7562 6c652220 616e6420 2773696e 676c6527 2c206261
              636b5c73 6c617368 2c207069 7065207c 20616e64 20636f6d 6d612c20 73706163 65
        00 01
        00
        61 5c 62 09 22 63 22 0d 0a\
        """);

    /// `v5-properties.pcapng`, frame 54: Correlation Data that is no text, a Subscription Identifier of three
    /// bytes.
    public static final Trace BINARY = trace(Version.V5, """
        30 35
        00 0c 77656174 6865722f 726f6d65
        21 0b 80 80 01
           08 0011 77656174 6865722f 616e7477 6f727465 6e
           09 0006 00fffe80 0d0a
        73756e6e 79\
        """);

    /// `v5-subscription-options.pcapng`, frame 44: `kept/#` and `other/#` with different options.
    public static final Trace SUBSCRIBE = trace(Version.V5, """
        82 16
        00 01
        00
        00 06 6b657074 2f23 1d
        00 07 6f746865 722f23 26\
        """);

    /// `v5-properties.pcapng`, frame 4.
    public static final Trace CONNECT = trace(Version.V5, """
        10 46
        00 04 4d515454 05 02 00 3c
        33 11 0000003c 21 000c 27 000186a0 22 0004 19 01 17 00
           26 0006 636f6c6f 7572 0004 626c7565
           26 0006 636f6c6f 7572 0005 67726565 6e
        00 06 726561 646572\
        """);

    /// `v5-reason-codes.pcapng`, frame 18: not authorized.
    public static final Trace PUBACK = trace(Version.V5, "40 03 0003 87");

    /// `v311-payloads.pcap`, frame 18: a message of no bytes.
    public static final Trace EMPTY = trace(Version.V3_1_1, "32 09 00 05 656d7074 79 00 01");

    public static Trace trace(Version version, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        Trace trace = new Trace();
        Codec.trace(trace, bytes, 0, bytes.length, version, null);
        return trace;
    }
}
