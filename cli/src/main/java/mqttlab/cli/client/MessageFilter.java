package mqttlab.cli.client;

import java.util.List;
import java.util.SplittableRandom;
import mqttlab.client.Failure;
import mqttlab.client.Message;
import mqttlab.client.MqttException;
import mqttlab.conversation.TopicFilter;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Subscribe;
import mqttlab.packet.Version;
import mqttlab.packet.Writer;

/// Which messages `sub` prints.
///
/// @param out topic filters of what is left out
/// @param removesRetained whether the server is to forget retained messages that have come
/// @param onlyRetained whether the first message that is not retained is the end
/// @param share of the messages that chance lets through, 0 to 1
record MessageFilter(
        Version version,
        List<String> out,
        boolean removesRetained,
        boolean onlyRetained,
        boolean noRetained,
        double share,
        SplittableRandom random) {

    MessageFilter(
            Version version,
            List<String> out,
            boolean removesRetained,
            boolean onlyRetained,
            boolean noRetained,
            double share) {
        this(version, out, removesRetained, onlyRetained, noRetained, share, new SplittableRandom());
    }

    MessageFilter {
        for (String each : out) {
            check(each, version);
        }
    }

    /// A filter that nothing can match would let all through.
    private static void check(String filter, Version version) {
        try {
            new Writer(version).write(new Subscribe(1, Properties.NONE, List.of(new Subscribe.Request(filter, 0))));
        } catch (IllegalArgumentException e) {
            throw Usage.wrong("-T: " + e.getMessage());
        }
    }

    /// Whether this is the message that ends it all.
    boolean isEnd(Message message) {
        return onlyRetained && !message.retain() && !isOut(message);
    }

    private boolean isOut(Message message) {
        for (int i = 0; i < out.size(); i++) {
            if (TopicFilter.matches(out.get(i), message.topic(), version == Version.V5)) {
                return true;
            }
        }
        return false;
    }

    private static void remove(Talk talk, String topic) {
        try {
            var _ = talk.client.publishAsync(Message.of(topic, Bytes.EMPTY).retained());
        } catch (MqttException e) {
            if (e.failure() != Failure.NOT_CONNECTED) {
                throw e;
            }
            // The connection was lost since the message came: the server keeps it.
        }
    }

    /// Whether the message is to be printed, after what else it gives rise to.
    boolean accepts(Talk talk, Message message) {
        if (isOut(message)) {
            return false;
        }
        if (removesRetained && message.retain() && message.payload().length() > 0) {
            remove(talk, message.topic());
        }
        return !(noRetained && message.retain()) && (share >= 1 || random.nextDouble() < share);
    }
}
