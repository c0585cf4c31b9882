package mqttlab.broker;

import org.jspecify.annotations.Nullable;

/// A broker cannot listen where it was told to: says where, why, and what to do.
public final class ListenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ListenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
