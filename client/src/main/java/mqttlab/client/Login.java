package mqttlab.client;

import mqttlab.client.auth.AuthenticationException;
import mqttlab.client.auth.Authenticator;
import mqttlab.packet.Auth;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Connect;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.Writer;
import org.jspecify.annotations.Nullable;

/// Who we say we are: CONNECT, and the AUTH packets around it. 5.0 sections 3.1 and 4.12.
final class Login {

    private final Link link;
    private @Nullable Authenticator authenticator;

    Login(Link link) {
        this.link = link;
    }

    void connect(String clientId, boolean cleanStart) {
        Options it = link.options;
        Properties properties = it.properties();
        if (it.authentication() != null) {
            Authenticator fresh = it.authentication().get();
            authenticator = fresh;
            properties = with(fresh, start(fresh), properties);
        }
        link.send(packet(it, clientId, cleanStart, properties));
    }

    /// @throws IllegalArgumentException where the options make no packet that the standard allows
    static void check(Options it) {
        new Writer(it.version()).write(packet(it, it.clientId(), it.cleanStart(), it.properties()));
    }

    private static Connect packet(Options it, String clientId, boolean cleanStart, Properties properties) {
        return new Connect(
                it.version(),
                false,
                clientId,
                cleanStart,
                it.keepAlive(),
                properties,
                it.will(),
                it.userName(),
                it.password());
    }

    /// Authenticates again on an open connection. 5.0 section 4.12.1.
    void again() {
        if (link.options.authentication() == null) {
            throw new IllegalStateException("The connection was made without enhanced authentication.");
        }
        Authenticator fresh = link.options.authentication().get();
        authenticator = fresh;
        link.send(new Auth(ReasonCode.RE_AUTHENTICATE.value(), with(fresh, start(fresh), Properties.NONE)));
    }

    private static @Nullable Bytes start(Authenticator authenticator) {
        try {
            return authenticator.start();
        } catch (AuthenticationException e) {
            throw failure(e);
        }
    }

    private static Properties with(Authenticator authenticator, @Nullable Bytes data, Properties properties) {
        Properties named =
                With.property(properties, new Property.Text(PropertyId.AUTHENTICATION_METHOD, authenticator.method()));
        return data == null ? named : With.property(named, new Property.Data(PropertyId.AUTHENTICATION_DATA, data));
    }

    /// Takes a step; returns whether it was the last.
    boolean received(Auth packet) {
        Authenticator current = authenticator;
        if (current == null) {
            // "If the Client does not include an Authentication Method in the CONNECT, the Server MUST NOT send an
            // AUTH packet" [MQTT-4.12.0-6 of 5.0].
            throw protocolError("The server sent AUTH, and we asked for no authentication.");
        }
        if (!current.method().equals(packet.properties().text(PropertyId.AUTHENTICATION_METHOD))) {
            throw protocolError("The server sent AUTH for another method than " + current.method() + ".");
        }
        Bytes data = packet.properties().data(PropertyId.AUTHENTICATION_DATA);
        try {
            if (packet.reasonCode() == ReasonCode.CONTINUE_AUTHENTICATION.value()) {
                Properties answer = with(current, current.answer(data), Properties.NONE);
                link.send(new Auth(ReasonCode.CONTINUE_AUTHENTICATION.value(), answer));
                return false;
            }
            finish(current, data);
            return true;
        } catch (AuthenticationException e) {
            throw failure(e);
        }
    }

    void received(ConnAck packet) {
        Authenticator current = authenticator;
        if (current == null) {
            return;
        }
        try {
            finish(current, packet.properties().data(PropertyId.AUTHENTICATION_DATA));
        } catch (AuthenticationException e) {
            throw failure(e);
        }
    }

    private void finish(Authenticator current, @Nullable Bytes data) throws AuthenticationException {
        authenticator = null;
        current.finish(data);
    }

    private static MqttException protocolError(String message) {
        return new MqttException(Failure.PROTOCOL, message, ReasonCode.PROTOCOL_ERROR.value(), Properties.NONE, null);
    }

    private static MqttException failure(AuthenticationException e) {
        return new MqttException(
                Failure.AUTHENTICATION,
                "Authentication failed: " + e.getMessage(),
                ReasonCode.BAD_AUTHENTICATION_METHOD.value(),
                Properties.NONE,
                e);
    }
}
