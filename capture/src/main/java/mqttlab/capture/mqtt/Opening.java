package mqttlab.capture.mqtt;

/// Tells a CONNECT by its first bytes: type, remaining length, and the name of the protocol.
final class Opening {

    /// How many bytes are needed at most.
    static final int LONGEST = 13;

    private static final byte[] MQTT = {0, 4, 'M', 'Q', 'T', 'T'};
    private static final byte[] MQISDP = {0, 6, 'M', 'Q', 'I', 's', 'd', 'p'}; // of MQTT 3.1

    private Opening() {}

    static Detector.Verdict isConnect(byte[] bytes, int length) {
        if (bytes[0] != 0x10) {
            return Detector.Verdict.NO;
        }
        int at = 1;
        while (at < length && bytes[at] < 0) {
            at++;
        }
        at++;
        if (at > 5) {
            return Detector.Verdict.NO;
        }
        byte[] name = at + 1 < length && bytes[at + 1] == MQISDP[1] ? MQISDP : MQTT;
        for (int i = 0; i < name.length; i++) {
            if (at + i >= length) {
                return Detector.Verdict.NOT_YET;
            }
            if (bytes[at + i] != name[i]) {
                return Detector.Verdict.NO;
            }
        }
        return Detector.Verdict.YES;
    }
}
