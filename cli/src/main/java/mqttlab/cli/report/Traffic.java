package mqttlab.cli.report;

import mqttlab.cli.dissection.Sighting;
import mqttlab.packet.PacketType;

/// How many packets of each type went each way, and of messages how many with what QoS and flags.
final class Traffic {

    /// Packets whose type is reserved, or of which not even a byte was seen.
    static final int NO_TYPE = 0;

    static final int TYPES = PacketType.values().length + 1;
    static final int QOS = 4;

    private static final int WAYS = Way.values().length;

    private final Tally[][] types = new Tally[TYPES][WAYS];
    private final long[][] qos = new long[QOS][WAYS];
    private final long[] retained = new long[WAYS];
    private final long[] duplicates = new long[WAYS];

    Traffic() {
        for (Tally[] row : types) {
            for (int way = 0; way < WAYS; way++) {
                row[way] = new Tally();
            }
        }
    }

    void packet(Sighting seen) {
        PacketType type = seen.trace().type();
        int way = Way.of(seen.direction()).ordinal();
        types[type == null ? NO_TYPE : type.number()][way].add(seen.length());
        if (type == PacketType.PUBLISH) {
            qos[Publication.qos(seen)][way]++;
            retained[way] += Publication.isRetained(seen) ? 1 : 0;
            duplicates[way] += Publication.isDuplicate(seen) ? 1 : 0;
        }
    }

    /// @param type the number of the type, or [#NO_TYPE]
    Tally of(int type, Way way) {
        return types[type][way.ordinal()];
    }

    static String name(int type) {
        return type == NO_TYPE ? "Reserved" : PacketType.values()[type - 1].name();
    }

    boolean has(int type) {
        return of(type, Way.TO_SERVER).packets + of(type, Way.TO_CLIENT).packets + of(type, Way.UNKNOWN).packets > 0;
    }

    Tally sum(Way way) {
        Tally sum = new Tally();
        for (Tally[] row : types) {
            sum.add(row[way.ordinal()]);
        }
        return sum;
    }

    Tally sum() {
        Tally sum = new Tally();
        for (Way way : Way.values()) {
            sum.add(sum(way));
        }
        return sum;
    }

    /// The messages of this QoS, 3 being none.
    long qos(int qos, Way way) {
        return this.qos[qos][way.ordinal()];
    }

    long retained(Way way) {
        return retained[way.ordinal()];
    }

    long duplicates(Way way) {
        return duplicates[way.ordinal()];
    }
}
