package mqttlab.bridge.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import mqttlab.client.Message;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// What pages are sent, as JSON. docs/bridge.md describes it.
final class Texts {

    private static final byte[] PAST = Bytes.utf8("{\"past\":true,").toArray();

    private Texts() {}

    /// A message that has come. The names are those of `sub --json`; a payload that is not UTF-8 is base64, and the
    /// encoding says so.
    static byte[] message(Message it, Instant time) {
        TextBuffer out = new TextBuffer(256 + it.payload().length());
        out.add("{\"topic\":").json(it.topic());
        out.add(",\"payload\":");
        boolean isUtf8 = data(out, it.payload());
        out.add(",\"encoding\":").add(isUtf8 ? "\"utf8\"" : "\"base64\"");
        out.add(",\"qos\":").add(it.qos());
        out.add(",\"retain\":").add(it.retain() ? "true" : "false");
        out.add(",\"properties\":");
        properties(out, it.properties());
        out.add(",\"time\":\"")
                .add(time.truncatedTo(ChronoUnit.MICROS).toString())
                .add("\"}");
        return bytes(out);
    }

    /// The same message for a page that was not there when it came.
    static byte[] past(byte[] message) {
        byte[] past = Arrays.copyOf(PAST, PAST.length + message.length - 1);
        System.arraycopy(message, 1, past, PAST.length, message.length - 1);
        return past;
    }

    private static boolean data(TextBuffer out, Bytes data) {
        boolean isUtf8 = data.isUtf8();
        byte[] bytes = data.toArray();
        out.add('"');
        if (isUtf8) {
            out.json(bytes, 0, bytes.length);
        } else {
            out.addAll(Base64.getEncoder().encode(bytes));
        }
        out.add('"');
        return isUtf8;
    }

    private static void properties(TextBuffer out, Properties properties) {
        out.add('{');
        boolean hasPairs = false;
        String comma = "";
        for (Property property : properties.all()) {
            if (property.id() == PropertyId.SUBSCRIPTION_IDENTIFIER || property instanceof Property.Pair && hasPairs) {
                // The first are ours, and say nothing to pages; the others are written with the first pair.
                continue;
            }
            out.add(comma);
            comma = ",";
            switch (property) {
                case Property.Numeric it -> key(out, name(it.id())).add(it.value());
                case Property.Text it -> key(out, name(it.id())).json(it.value());
                case Property.Data it -> {
                    key(out, name(it.id()) + (it.value().isUtf8() ? "" : "-base64"));
                    data(out, it.value());
                }
                case Property.Pair _ -> {
                    hasPairs = true;
                    pairs(key(out, "user-properties"), properties);
                }
            }
        }
        out.add('}');
    }

    /// An array, since a name may come several times.
    private static void pairs(TextBuffer out, Properties properties) {
        String comma = "[";
        for (Property property : properties.all()) {
            if (property instanceof Property.Pair it) {
                out.add(comma)
                        .add('{')
                        .json(it.name())
                        .add(':')
                        .json(it.value())
                        .add('}');
                comma = ",";
            }
        }
        out.add(']');
    }

    private static TextBuffer key(TextBuffer out, String name) {
        return out.add('"').add(name).add("\":");
    }

    /// `content-type` for Content Type.
    static String name(PropertyId id) {
        return id.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What a page is told first: what it talks to, and what it may ask for.
    static byte[] hello(Hub.Setup setup, Collection<String> filters) {
        TextBuffer out = new TextBuffer();
        out.add("{\"bridge\":{\"server\":").json(setup.server()).add(",\"subscribed\":[");
        String comma = "";
        for (String filter : filters) {
            out.add(comma).json(filter);
            comma = ",";
        }
        out.add("],\"publish\":").add(setup.mayPublish() ? "true" : "false");
        out.add(",\"limits\":{\"subscriptions\":").add(setup.limits().subscriptions());
        out.add(",\"request-bytes\":").add(setup.limits().requestBytes()).add("}}}");
        return bytes(out);
    }

    static byte[] connected() {
        return Bytes.utf8("{\"connected\":true}").toArray();
    }

    /// @param again when the next attempt is made, or null where there will be none
    static byte[] lostConnection(String why, @Nullable Duration again) {
        TextBuffer out = new TextBuffer().add("{\"connected\":false,\"why\":").json(why);
        if (again != null) {
            out.add(",\"again\":").add((again.toMillis() + 999) / 1000);
        }
        return bytes(out.add('}'));
    }

    /// That a request was granted.
    ///
    /// @param what "subscribed"
    static byte[] done(String what, String about, @Nullable String id) {
        return bytes(withId(new TextBuffer(64).add("{\"").add(what).add("\":").json(about), id));
    }

    static byte[] error(BadRequest why) {
        TextBuffer out = new TextBuffer().add("{\"error\":").json(why.what());
        out.add(",\"expected\":").json(why.expected());
        if (why.at() != BadRequest.NOWHERE) {
            out.add(",\"at\":").add(why.at());
        }
        return bytes(withId(out, why.id()));
    }

    private static TextBuffer withId(TextBuffer out, @Nullable String id) {
        return id == null ? out.add('}') : out.add(",\"id\":").add(id).add('}');
    }

    private static byte[] bytes(TextBuffer out) {
        return Arrays.copyOf(out.array(), out.size());
    }
}
