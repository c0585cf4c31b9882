package mqttlab.conform;

import mqttlab.packet.Version;

/// What all clients of one conversation have in common.
record Setting(
        Version version, Target target, Names names, PacketMaker maker, Recording recording, Leftovers leftovers) {}
