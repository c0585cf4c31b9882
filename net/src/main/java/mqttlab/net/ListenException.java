package mqttlab.net;

import org.jspecify.annotations.Nullable;

/// Nobody can listen where it was asked: says where, why, and what to do.
public final class ListenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ListenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
