package mqttlab.payload;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A Content Type that is a media type, as in `application/senml+json; charset=utf-8`. RFC 9110 section 8.3.1.
///
/// @param type in lower case, without parameters: `application/senml+json`
/// @param parameters what follows the first semicolon, as it stands
public record ContentType(String type, String parameters) {

    /// Reads a Content Type, which 5.0 leaves to the application; null where it is no media type.
    public static @Nullable ContentType parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int semicolon = text.indexOf(';');
        String type =
                (semicolon < 0 ? text : text.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        boolean isMediaType = slash > 0 && slash < type.length() - 1;
        return isMediaType ? new ContentType(type, semicolon < 0 ? "" : text.substring(semicolon + 1)) : null;
    }

    /// Whether it is this media type, given in lower case.
    public boolean is(String mediaType) {
        return type.equals(mediaType);
    }

    /// Whether its structured syntax suffix (RFC 6839) is this one, given with its plus sign: `+json`.
    public boolean hasSuffix(String suffix) {
        return type.endsWith(suffix);
    }

    /// The value of a parameter, or null.
    public @Nullable String parameter(String name) {
        for (String parameter : parameters.split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase(name)) {
                String value = parameter.substring(equals + 1).strip();
                boolean isQuoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return isQuoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        return null;
    }
}
