package mqttlab.cli.learn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ten stages, and what shows that their steps are done.
final class Stages {

    // @formatter:off
    private static final List<Stage> ALL = List.of(
        new Stage(1, "packets", () -> List.of(
            new Step("hello", PacketChecks::hello),
            new Step("twenty", PacketChecks::twenty))),
        new Stage(2, "connect", () -> List.of(
            new Step("accepted", ConnectChecks::accepted),
            new Step("kept", ConnectChecks::kept),
            new Step("resumed", ConnectChecks::resumed))),
        new Stage(3, "publish", () -> List.of(
            new Step("subscribed", PublishChecks::subscribed),
            new Step("delivered", PublishChecks::delivered),
            new Step("lowered", PublishChecks::lowered))),
        new Stage(4, "broker", () -> List.of(
            new Step("two", BrokerChecks::two),
            new Step("takeover", BrokerChecks::takeover),
            new Step("will", BrokerChecks::will))),
        new Stage(5, "qos1", LostPubAck::steps),
        new Stage(6, "wildcards", () -> List.of(
            new Step("plus", WildcardChecks::plus),
            new Step("parent", WildcardChecks::parent),
            new Step("dollar", WildcardChecks::dollar))),
        new Stage(7, "library", () -> List.of(
            new Step("subscribed", LibraryChecks::subscribed),
            new Step("answered", LibraryChecks::answered))),
        new Stage(8, "retained", RetainedChecks::steps),
        new Stage(9, "bridge", () -> List.of(
            new Step("heard", BridgeChecks::heard),
            new Step("published", BridgeChecks::published))),
        new Stage(10, "tls", () -> List.of(
            new Step("connected", TlsChecks::connected),
            new Step("delivered", TlsChecks::delivered))));
    // @formatter:on

    private Stages() {}

    static List<Stage> all() {
        return ALL;
    }

    /// The stage with this number or name, or null.
    static @Nullable Stage find(String wanted) {
        for (Stage stage : ALL) {
            if (stage.name().equalsIgnoreCase(wanted)
                    || Integer.toString(stage.number()).equals(wanted)) {
                return stage;
            }
        }
        return null;
    }
}
