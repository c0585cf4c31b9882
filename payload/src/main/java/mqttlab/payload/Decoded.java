package mqttlab.payload;

import org.jspecify.annotations.Nullable;

/// What became of a payload that was to be read in some format.
public sealed interface Decoded {

    /// What the format is called, or the packing where that could not be opened.
    String format();

    /// `gzip` or `zlib` where the payload was packed so, else null.
    @Nullable
    String packing();

    record Read(String format, @Nullable String packing, Value value) implements Decoded {}

    /// @param why not
    /// @param offset how many bytes were read until then, or [PayloadException#NOWHERE]
    record Failed(String format, @Nullable String packing, String why, long offset) implements Decoded {}
}
