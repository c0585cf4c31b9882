package mqttlab.payload;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A topic of Sparkplug B whose messages have a payload of its schema: `spBv1.0/group/type/node/device`. Sparkplug
/// 3.0.0 section 4.1. (Those of STATE have JSON.)
///
/// @param device empty where the message is about the edge node itself
record SparkplugTopic(String group, String type, String node, String device) {

    private static final String NAMESPACE = "spBv1.0";
    private static final Set<String> OF_NODES = Set.of("NBIRTH", "NDEATH", "NDATA", "NCMD");
    private static final Set<String> OF_DEVICES = Set.of("DBIRTH", "DDEATH", "DDATA", "DCMD");

    static @Nullable SparkplugTopic parse(String topic) {
        if (!topic.startsWith(NAMESPACE + "/")) {
            return null;
        }
        String[] levels = topic.split("/", -1);
        boolean isOfNode = levels.length == 4 && OF_NODES.contains(levels[2]);
        boolean isOfDevice = levels.length == 5 && OF_DEVICES.contains(levels[2]);
        return isOfNode || isOfDevice
                ? new SparkplugTopic(levels[1], levels[2], levels[3], isOfDevice ? levels[4] : "")
                : null;
    }

    boolean isBirth() {
        return type.equals("NBIRTH") || type.equals("DBIRTH");
    }

    /// What is the same for an edge node and its devices.
    String edge() {
        return group + "/" + node;
    }
}
