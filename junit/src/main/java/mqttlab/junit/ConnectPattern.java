package mqttlab.junit;

import java.util.List;
import java.util.function.Predicate;
import mqttlab.packet.Connect;
import mqttlab.packet.Version;
import mqttlab.packet.Will;

/// What a CONNECT is to be like.
public final class ConnectPattern extends PacketPattern<Connect> {

    ConnectPattern(List<Demand<Connect>> demands) {
        super(Connect.class, demands);
    }

    public ConnectPattern cleanStart(boolean wanted) {
        return where(wanted ? "Clean Start" : "no Clean Start", it -> it.cleanStart() == wanted);
    }

    /// In seconds.
    public ConnectPattern keepAlive(int seconds) {
        return where("Keep Alive " + seconds, it -> it.keepAlive() == seconds);
    }

    public ConnectPattern userName(String name) {
        return where("user name \"" + Journal.shown(name) + "\"", it -> name.equals(it.userName()));
    }

    /// Demands a will, and this Will Topic.
    public ConnectPattern will(String topic) {
        return where("will topic " + Journal.shown(topic), it -> {
            Will will = it.will();
            return will != null && will.topic().equals(topic);
        });
    }

    public ConnectPattern version(Version version) {
        return where(version.toString(), it -> it.version() == version);
    }

    @Override
    public ConnectPattern where(String text, Predicate<Connect> isMet) {
        return new ConnectPattern(and(text, isMet));
    }
}
