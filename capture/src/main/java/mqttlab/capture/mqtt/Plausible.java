package mqttlab.capture.mqtt;

/// How much speaks for bytes being MQTT packets, of whatever version, when it is not known that one begins there.
///
/// The answer is in bits: of random pieces one in 2^n would get n bits. It is rough, and meant to be.
final class Plausible {

    static final int IMPOSSIBLE = -1;

    private static final int TYPE_AND_FLAGS = 3; // 26 of the 256 first bytes are allowed
    private static final int ENDS_WITHIN = 6;
    private static final int ONE_LENGTH = 5; // beyond the one before: the type allows no other
    private static final int SHORT_TEXT = 8;
    private static final int FEW_VALUES = 6;
    private static final int FITS_EXACTLY = 8;
    private static final int MOST_FOR_CHARACTERS = 12;

    /// Bit n is set if n identifies a property of MQTT 5.0 (2.2.2.2).
    private static final long PROPERTIES = 0x7fe_97ee_0b0eL;

    private byte[] bytes = new byte[0];
    private int at;
    private int available; // where the bytes end
    private int end; // where the packet ends, maybe later
    private int score;
    private boolean isImpossible;

    /// What speaks for all that stands there being packets, the last maybe not complete; or [#IMPOSSIBLE].
    int chain(byte[] bytes, int from, int to) {
        int sum = 0;
        int start = from;
        while (start < to) {
            int packet = packet(bytes, start, to);
            if (packet == IMPOSSIBLE) {
                return IMPOSSIBLE;
            }
            sum += packet;
            start = end;
        }
        return sum;
    }

    /// What speaks for a packet at `from`, of which maybe not all is there; or [#IMPOSSIBLE].
    int packet(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        at = from + 1;
        available = to;
        end = Integer.MAX_VALUE;
        score = TYPE_AND_FLAGS;
        isImpossible = false;
        int length = length();
        if (!isCut()) {
            end = at + length;
        }
        check(true, end <= to ? ENDS_WITHIN : 0);
        body(bytes[from] >> 4 & 15, bytes[from] & 15);
        return isImpossible ? IMPOSSIBLE : score;
    }

    private void body(int type, int flags) {
        int expected = type == 6 || type == 8 || type == 10 ? 2 : 0;
        check(type == 3 || type != 0 && flags == expected, 0);
        if (isCut()) {
            return;
        }
        switch (type) {
            case 1 -> connect();
            case 2 -> connack();
            case 3 -> publish(flags);
            case 4, 5, 6, 7 -> acknowledgement();
            case 8 -> filters(true);
            case 9 -> suback();
            case 10 -> filters(false);
            case 11 -> unsuback();
            case 12, 13 -> check(left() == 0, ONE_LENGTH);
            case 14, 15 -> reasonOnly();
            default -> check(false, 0);
        }
    }

    private void connect() {
        int length = u16();
        String name = length == 6 ? "MQIsdp" : "MQTT";
        check(length < 0 || length == name.length(), 2 * FITS_EXACTLY);
        for (int i = 0; i < name.length(); i++) {
            int letter = u8();
            check(letter < 0 || letter == name.charAt(i), FITS_EXACTLY);
        }
    }

    private void connack() {
        boolean five = left() > 2;
        check(left() >= 2, five ? 0 : ONE_LENGTH);
        check(u8() <= 1, FEW_VALUES);
        int code = u8();
        check(five ? code <= 0 || code >= 0x80 : code <= 5, FEW_VALUES);
        if (five) {
            propertiesToTheEnd();
        }
    }

    private void publish(int flags) {
        int qos = flags >> 1 & 3;
        boolean again = (flags & 8) != 0;
        check(qos < 3 && !(again && qos == 0), 0);
        int topic = u16();
        if (topic == 0) {
            alias(qos);
            return;
        }
        check(topic <= left() - (qos > 0 ? 2 : 0), topic < 256 ? SHORT_TEXT : 0);
        text(topic, false);
        if (qos > 0) {
            id();
        }
    }

    /// In MQTT 5.0 a Topic Alias may stand for the topic.
    private void alias(int qos) {
        if (qos > 0) {
            id();
        }
        int length = length();
        check(length < 0 || length >= 3 && length <= left(), SHORT_TEXT);
        knownProperty(length);
    }

    private void acknowledgement() {
        check(left() >= 2, left() <= 3 ? ONE_LENGTH : 0);
        id();
        if (left() > 0) {
            reason();
        }
        if (left() > 0) {
            propertiesToTheEnd();
        }
    }

    private void reasonOnly() {
        check(true, left() <= 1 ? ONE_LENGTH : 0);
        if (left() > 0) {
            reason();
        }
        if (left() > 0) {
            propertiesToTheEnd();
        }
    }

    /// SUBSCRIBE and UNSUBSCRIBE: properties stand before the filters in MQTT 5.0, and nothing before.
    private void filters(boolean withOptions) {
        id();
        int start = at;
        int before = score;
        if (isImpossible || listOfFilters(withOptions)) {
            return;
        }
        tryAgain(start, before);
        properties();
        check(listOfFilters(withOptions), 0);
    }

    private void tryAgain(int at, int score) {
        this.at = at;
        this.score = score;
        isImpossible = false;
    }

    private boolean listOfFilters(boolean withOptions) {
        do {
            int length = u16();
            check(length != 0 && length <= left() - (withOptions ? 1 : 0), SHORT_TEXT);
            text(length, true);
            if (withOptions) {
                check(u8() < 0x30, 0);
            }
        } while (!isImpossible && at < end && at < available);
        return !isImpossible;
    }

    private void suback() {
        id();
        check(left() > 0, 0);
        int start = at;
        int before = score;
        if (isImpossible || listOfCodes()) {
            return;
        }
        tryAgain(start, before);
        properties();
        check(left() > 0 && listOfCodes(), 0);
    }

    private void unsuback() {
        id();
        if (left() == 0) {
            check(true, ONE_LENGTH);
            return;
        }
        properties();
        check(left() > 0 && listOfCodes(), 0);
    }

    private boolean listOfCodes() {
        int first = at;
        while (!isImpossible && at < end && at < available) {
            int code = u8();
            check(code <= 2 || code == 0x11 || code >= 0x80, at - first == 1 ? FEW_VALUES : 1);
        }
        return !isImpossible;
    }

    private void reason() {
        int code = u8();
        check(code <= 0x19 || code >= 0x80 && code <= 0xa2, 1);
    }

    private void id() {
        check(u16() != 0, 0);
    }

    private void propertiesToTheEnd() {
        properties();
        check(isCut() || at == end, FITS_EXACTLY);
    }

    private void properties() {
        int length = length();
        check(length <= left(), 0);
        knownProperty(length);
    }

    /// Steps over properties, the first of which must be a known one.
    private void knownProperty(int length) {
        if (isImpossible || length <= 0) {
            return;
        }
        int start = at;
        int identifier = u8();
        check(identifier < 0 || identifier < 0x2b && (PROPERTIES >> identifier & 1) != 0, 2);
        at = start + length;
    }

    /// Text that can be shown, as far as it is there: of the characters only the first few speak for it.
    private void text(int length, boolean isFilter) {
        if (isImpossible || length < 0) {
            return;
        }
        int start = at;
        while (at < available && at - start < length && !isImpossible) {
            int first = u8();
            check(first >= 0x20 && first != 0x7f && (isFilter || first != '#' && first != '+'), 0);
            check(first < 0x80 || first >= 0xc2 && first < 0xf5, 0);
            for (int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3; more > 0; more--) {
                int next = at - start < length ? u8() : 0;
                check(next < 0 || next >> 6 == 2, 0);
            }
        }
        check(at - start <= length, Math.min(at - start, MOST_FOR_CHARACTERS));
        at = start + length;
    }

    /// A variable byte integer, which must not be longer than needed; negative if it is not all there.
    private int length() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = u8();
            if (digit < 0) {
                return -1;
            }
            value |= (digit & 0x7f) << 7 * i;
            if (digit < 0x80) {
                check(digit != 0 || i == 0, 0);
                return value;
            }
        }
        check(false, 0);
        return -1;
    }

    private int u16() {
        int high = u8();
        int low = u8();
        return high < 0 || low < 0 ? -1 : high << 8 | low;
    }

    /// The next byte, or a negative number if it is not there; whatever is not there is possible.
    private int u8() {
        check(at < end, 0);
        int value = at < available ? bytes[at] & 0xff : -1;
        at++;
        return value;
    }

    private int left() {
        return end - at;
    }

    private boolean isCut() {
        return at > available;
    }

    /// Only what has been seen speaks for anything.
    private void check(boolean isPossible, int bits) {
        isImpossible |= !isPossible;
        score += isCut() ? 0 : bits;
    }
}
