package mqttlab.cli.report;

import mqttlab.cli.text.Json;

/// Packets and their bytes.
final class Tally {

    long packets;
    long bytes;

    void add(long length) {
        packets++;
        bytes += length;
    }

    void add(Tally other) {
        packets += other.packets;
        bytes += other.bytes;
    }

    void members(Json json) {
        json.member("packets", packets).member("bytes", bytes);
    }
}
