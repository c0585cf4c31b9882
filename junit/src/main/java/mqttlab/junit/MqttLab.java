package mqttlab.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// A [Broker] for a test: a parameter or a field gets one that listens on a free port, and is closed afterwards.
///
/// Each test method has its own; a static field, or a parameter of a `@BeforeAll` method, one for all tests of its
/// class. Where two annotations say the same, it is the same broker: name them to have two.
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MqttLabExtension.class)
public @interface MqttLab {

    /// Tells brokers of one test apart.
    String value() default "";

    /// A static method of the test class without parameters that returns a
    /// [BrokerBuilder][mqttlab.broker.BrokerBuilder], for all that has no member here. Its tap is replaced, and the
    /// other members are not looked at.
    String factory() default "";

    /// The highest QoS a client may publish and subscribe with, 0 to 2.
    int maximumQos() default 2;

    /// How many messages of QoS 2 a client may have under way, 1 to 65535.
    int receiveMaximum() default 1000;

    /// The longest packet accepted, in bytes, from 20 up.
    int packetSize() default 16 << 20;

    /// The longest Keep Alive in seconds; 0: what the client wants.
    int keepAlive() default 0;

    /// Whether messages can be retained.
    boolean retain() default true;

    /// Whether filters may have wildcards.
    boolean wildcards() default true;

    /// Whether there are shared subscriptions.
    boolean shared() default true;
}
