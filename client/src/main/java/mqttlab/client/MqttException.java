package mqttlab.client;

import mqttlab.packet.Properties;
import mqttlab.packet.PropertyId;
import org.jspecify.annotations.Nullable;

/// Something went wrong between this client and its server: says what, with the reason code if there is one, and
/// what to do about it.
public final class MqttException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Failure failure;
    private final int reasonCode;
    private final transient Properties properties;

    MqttException(Failure failure, String message) {
        this(failure, message, -1, Properties.NONE, null);
    }

    MqttException(Failure failure, String message, @Nullable Throwable cause) {
        this(failure, message, -1, Properties.NONE, cause);
    }

    MqttException(Failure failure, String message, int reasonCode, Properties properties, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.reasonCode = reasonCode;
        this.properties = properties;
    }

    /// The same failure, thrown again where somebody waited for it.
    MqttException again() {
        return new MqttException(failure, String.valueOf(getMessage()), reasonCode, properties, this);
    }

    public Failure failure() {
        return failure;
    }

    /// The code of the packet that tells of the failure: a reason code of 5.0, or a return code of CONNACK or SUBACK
    /// of 3.1.1; -1 where there is none.
    public int reasonCode() {
        return reasonCode;
    }

    /// The properties of the packet that tells of the failure.
    public Properties properties() {
        return properties;
    }

    /// The server to use instead, where the server has named one, or null. 5.0 section 4.11.
    public @Nullable String serverReference() {
        return properties.text(PropertyId.SERVER_REFERENCE);
    }
}
