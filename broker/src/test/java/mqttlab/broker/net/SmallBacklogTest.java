package mqttlab.broker.net;

import java.io.IOException;
import mqttlab.broker.Broker;
import mqttlab.broker.hub.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A backlog that one message fills.
class SmallBacklogTest {

    private static final int MESSAGES = 300;
    private static final Limits LIMITS =
            new Limits(20, 100, 1024, 5, 10, 5000, 0, 10, 10, 0, 0, 10, 20, 0, 2, true, true, true);

    /// CONNECT of 3.1.1: clean session, keep alive 60 s, client identifier "sub".
    private static final String SUBSCRIBER = "100f00044d5154540402003c0003737562";

    /// PUBLISH of 4096 bytes to "t" with QoS 0.
    private static final String PUBLISH = "308320000174" + "2a".repeat(4096);

    // If each message waited for the next second, it would be five minutes.
    @Test
    @Timeout(60)
    void whoPublishesGoesOnAsSoonAsItHasLeft() throws Exception {
        try (Broker broker = Broker.builder().limits(LIMITS).start();
                RawClient subscriber = RawClient.tcp(broker.port());
                RawClient publisher = RawClient.tcp(broker.port()).connect()) {
            subscriber.send(SUBSCRIBER).expect(RawClient.CONNACK);
            subscriber.send(RawClient.SUBSCRIBE).expect(RawClient.SUBACK);
            Thread publishing = Thread.ofVirtual().start(() -> publish(publisher));
            for (int i = 0; i < MESSAGES; i++) {
                subscriber.expect(PUBLISH);
            }
            publishing.join();
        }
    }

    private static void publish(RawClient publisher) {
        try {
            for (int i = 0; i < MESSAGES; i++) {
                publisher.send(PUBLISH);
            }
        } catch (IOException _) {
            // The subscriber misses it.
        }
    }
}
