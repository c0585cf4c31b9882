package mqttlab.client.auth;

import java.security.GeneralSecurityException;

/// The server did not prove who it is, or said what the method does not provide for.
public final class AuthenticationException extends GeneralSecurityException {

    private static final long serialVersionUID = 1;

    public AuthenticationException(String message) {
        super(message);
    }

    public AuthenticationException(String message, Throwable cause) {
        super(message, cause);
    }
}
