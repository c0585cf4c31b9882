package mqttlab.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import mqttlab.broker.BrokerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Who gets which broker.
class MqttLabTest {

    @MqttLab("shared")
    static Broker shared;

    private static final Set<Broker> SEEN = new HashSet<>();

    private static Broker another;

    @MqttLab
    Broker field;

    private int portBefore;

    @BeforeEach
    void before(@MqttLab Broker broker) {
        assertSame(field, broker);
        portBefore = broker.port();
    }

    @AfterEach
    void after(@MqttLab Broker broker) {
        assertEquals(portBefore, broker.port());
    }

    @Test
    void aTestHasOneBroker(@MqttLab Broker broker) {
        assertSame(field, broker);
    }

    @Test
    void unlessTheyAreToldApart(
            @MqttLab Broker one, @MqttLab("other") Broker two, @MqttLab(retain = false) Broker three) {
        assertNotSame(one, two);
        assertNotSame(one, three);
    }

    @RepeatedTest(2)
    void eachTestHasItsOwn(@MqttLab Broker broker) {
        assertEquals(true, SEEN.add(broker));
    }

    @RepeatedTest(2)
    void theClassHasOneForAll(@MqttLab("shared") Broker broker) {
        assertSame(shared, broker);
        broker.publish("a", "still there");
    }

    /// Another may run at the same time.
    @RepeatedTest(2)
    void aTestLooksAfterItsOwnBrokersOnly(@MqttLab Broker broker) {
        if (another != null) {
            AtomicBoolean isClaimed = new AtomicBoolean();
            another.claims().never(() -> assertFalse(isClaimed.get(), "another test's claim"));
            isClaimed.set(true);
        }
        another = broker;
    }

    static BrokerBuilder twoListeners() {
        return mqttlab.broker.Broker.builder().listen("mqtt://127.0.0.1:0").listen("ws://127.0.0.1:0/mqtt");
    }

    @Test
    void oneIsBuiltAsAMethodSays(@MqttLab(factory = "twoListeners") Broker broker) {
        assertEquals(2, broker.uris().size());
    }

    @Test
    void optionsAreHeeded(@MqttLab(maximumQos = 0) Broker broker) {
        assertThrows(UncheckedIOException.class, () -> broker.publish("a", "QoS 1"));
        broker.client("").connected().within(Duration.ofSeconds(10));
    }

    @Nested
    class Inside {

        @Test
        void itIsAsOutside(@MqttLab Broker broker, @MqttLab(factory = "twoListeners") Broker other) {
            assertSame(field, broker);
            assertEquals(2, other.uris().size());
        }
    }
}
