package mqttlab.capture.live;

import org.pcap4j.packet.namednumber.DataLinkType;

/// libpcap numbers link types as the system does, and files do it the same way everywhere: they differ for raw IP.
final class LinkTypes {

    private static final int IN_FILES = 101;

    private LinkTypes() {}

    static int inFile(DataLinkType type) {
        int number = type.value();
        return number == 12 || number == 14 ? IN_FILES : number;
    }

    static DataLinkType here(int inFile) {
        return inFile == IN_FILES ? DataLinkType.RAW : DataLinkType.getInstance(inFile);
    }
}
