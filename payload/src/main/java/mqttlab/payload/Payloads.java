package mqttlab.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import mqttlab.packet.Bytes;
import org.jspecify.annotations.Nullable;

/// Finds out what the payloads of one capture are written in, and reads them.
///
/// The first rule for a message's topic says which format, or `none`. Where there is none, or it says `auto`, the
/// Content Type says so, else the topic, else the content; a payload that nothing tells of stays what it is.
/// Compressed ones are unpacked before. It never throws, whatever is in a payload.
public final class Payloads {

    private static final String AUTO = "auto";
    private static final String NONE = "none";
    /// What is packed, and of no known format.
    private static final String BYTES = "bytes";

    private final List<PayloadRule> rules = new ArrayList<>();
    /// In the order in which they are asked: text after what is text too.
    private final List<PayloadFormat> formats = new ArrayList<>();

    private Payloads() {}

    /// @param rules such as `sensors/# = cbor`, `json` or `none`
    /// @param plugins where more formats are looked for; they are asked before those that are built in
    /// @throws IllegalArgumentException says what is wrong with a rule or a plugin
    public static Payloads of(List<String> rules, ClassLoader plugins) {
        List<PayloadFormat> more = new ArrayList<>();
        try {
            for (PayloadFormat format : ServiceLoader.load(PayloadFormat.class, plugins)) {
                more.add(format);
            }
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException("a plugin cannot be loaded: " + e.getMessage(), e);
        }
        return with(more, rules);
    }

    static Payloads with(List<PayloadFormat> more, List<String> rules) {
        Payloads payloads = new Payloads();
        payloads.formats.addAll(more);
        payloads.formats.addAll(List.of(
                new SparkplugFormat(), new JsonFormat(), new TextFormat(), new CborFormat(), new MessagePackFormat()));
        for (String rule : rules) {
            payloads.add(PayloadRule.parse(rule));
        }
        return payloads;
    }

    private void add(PayloadRule rule) {
        String format = rule.format();
        boolean isKnown = format.equals(AUTO) || format.equals(NONE) || Packing.named(format) != null;
        if (!isKnown && named(format) == null) {
            throw new IllegalArgumentException("expected one of " + names() + " but was '" + format + "'");
        }
        rules.add(rule);
    }

    /// What a rule may ask for.
    private String names() {
        StringBuilder names = new StringBuilder(AUTO);
        for (PayloadFormat format : formats) {
            names.append(", ").append(format.name());
        }
        for (Packing packing : Packing.values()) {
            names.append(", ").append(packing.text());
        }
        return names.append(", ").append(NONE).toString();
    }

    /// Takes note of a message, which may say what later ones mean. Every message is to be given, in its order, also
    /// those that are not [decoded][#decode].
    public void learn(Message message) {
        for (PayloadFormat format : formats) {
            try {
                if (!isLong(message) && format.isUsedOn(message.topic())) {
                    format.learn(message);
                }
            } catch (RuntimeException | StackOverflowError | LinkageError e) {
                // It is told when the message is decoded; a format that cannot learn may still read.
            }
        }
    }

    /// Reads the payload of a message, or answers null where nothing says what it is written in.
    public @Nullable Decoded decode(Message message) {
        String wanted = wanted(message.topic());
        if (wanted.equals(NONE) || message.payload().length() == 0) {
            return null;
        }
        Packing packing = packing(wanted, message);
        if (packing == null) {
            return decode(wanted, null, message);
        }
        try {
            Bytes unpacked = packing.unpack(message.payload());
            ContentType type = message.contentType();
            boolean namesPacking = type != null && Packing.namedBy(type) != null;
            Message inner = new Message(message.topic(), namesPacking ? null : type, unpacked);
            Decoded decoded = decode(wanted.equals(packing.text()) ? AUTO : wanted, packing, inner);
            return decoded == null ? new Decoded.Read(BYTES, packing.text(), new Value.Data(unpacked)) : decoded;
        } catch (PayloadException e) {
            return new Decoded.Failed(packing.text(), null, e.getMessage(), e.offset());
        }
    }

    private String wanted(String topic) {
        for (PayloadRule rule : rules) {
            if (rule.matches(topic)) {
                return rule.format();
            }
        }
        return AUTO;
    }

    private static @Nullable Packing packing(String wanted, Message message) {
        Packing asked = Packing.named(wanted);
        ContentType type = message.contentType();
        if (asked == null && type != null && wanted.equals(AUTO)) {
            asked = Packing.namedBy(type);
        }
        return asked == null && !isLong(message) ? Packing.recognise(message.payload()) : asked;
    }

    /// Reads a payload that is not packed, or no more.
    private @Nullable Decoded decode(String wanted, @Nullable Packing packing, Message message) {
        String packed = packing == null ? null : packing.text();
        String name = wanted;
        try {
            PayloadFormat format = wanted.equals(AUTO) ? choose(message) : named(wanted);
            if (format == null) {
                return null;
            }
            name = format.name();
            if (isLong(message)) {
                throw new PayloadException("longer than " + Limits.BYTES + " bytes");
            }
            Value value = format.decode(message);
            Limits.check(value);
            return new Decoded.Read(name, packed, value);
        } catch (PayloadException e) {
            return new Decoded.Failed(name, packed, e.getMessage(), e.offset());
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // A plugin need not be perfect.
            return new Decoded.Failed(name, packed, e.toString(), PayloadException.NOWHERE);
        }
    }

    private @Nullable PayloadFormat choose(Message message) {
        ContentType type = message.contentType();
        if (type != null) {
            for (PayloadFormat format : formats) {
                if (format.isNamedBy(type)) {
                    return format;
                }
            }
        }
        for (PayloadFormat format : formats) {
            if (format.isUsedOn(message.topic())) {
                return format;
            }
        }
        for (PayloadFormat format : formats) {
            if (!isLong(message) && format.isRecognisedIn(message.payload())) {
                return format;
            }
        }
        return null;
    }

    private static boolean isLong(Message message) {
        return message.payload().length() > Limits.BYTES;
    }

    private @Nullable PayloadFormat named(String name) {
        for (PayloadFormat format : formats) {
            if (format.name().equals(name)) {
                return format;
            }
        }
        return null;
    }
}
