package mqttlab.net;

import mqttlab.net.Listener.Scheme;

/// Why a socket cannot be bound, and what to do. The system's reason is in the words of its own library, or of the
/// JDK's.
final class BindFailure {

    private BindFailure() {}

    static String text(Listener listener, Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        String host = listener.host().isEmpty() ? "this machine" : listener.host();
        if (listener.scheme() == Scheme.UNIX) {
            return unix(listener.path(), reason);
        }
        if (reason.contains("already in use")) {
            return "port " + listener.port() + " on " + host
                    + " is taken: stop who listens there, or choose another port; 0 is any that is free";
        }
        if (reason.contains("Permission denied")) {
            return "port " + listener.port() + " on " + host + " is for the administrator: choose one from 1024 up";
        }
        if (reason.contains("assign requested address")) {
            return host + " is no address of this machine: choose another, such as 127.0.0.1";
        }
        return reason;
    }

    private static String unix(String path, String reason) {
        if (reason.contains("Permission denied")) {
            return "no permission to make " + path + ": choose another directory";
        }
        if (reason.contains("No such file")) {
            return "the directory of " + path + " does not exist: make it, or choose another";
        }
        return reason;
    }
}
