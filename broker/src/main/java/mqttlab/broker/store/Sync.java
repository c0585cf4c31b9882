package mqttlab.broker.store;

/// What must have happened before something counts as kept, and so what it survives.
///
/// | | the broker is killed | the machine loses power |
/// | --- | --- | --- |
/// | [#ALWAYS] | nothing is lost | nothing is lost |
/// | [#INTERVAL] | nothing is lost | the last second may be lost; the file stays whole |
/// | [#OFF] | nothing is lost | the file may be damaged |
public enum Sync {
    /// It is on the disk. One fsync for all that came during the one before.
    ALWAYS("FULL"),
    /// It is with the operating system, which is made to write it to the disk each second.
    INTERVAL("NORMAL"),
    /// It is with the operating system, which writes it to the disk when it likes.
    OFF("OFF");

    /// SQLite's word for it, in `PRAGMA synchronous`.
    final String pragma;

    Sync(String pragma) {
        this.pragma = pragma;
    }
}
