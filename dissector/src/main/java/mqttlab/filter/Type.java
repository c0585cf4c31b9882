package mqttlab.filter;

/// What the values of a term are, which says how they are compared and printed.
public enum Type {
    /// An unsigned number, printed in decimal.
    NUMBER("a number"),
    /// An unsigned number, printed in hexadecimal, two digits for each of its bytes.
    HEX("a number"),
    /// 0 or 1.
    FLAG("true or false"),
    /// UTF-8.
    TEXT("text"),
    BYTES("bytes"),
    /// Bytes that are often text: printed as text where they are.
    DATA("bytes"),
    /// Four bytes.
    IPV4("an IPv4 address"),
    /// Sixteen bytes.
    IPV6("an IPv6 address"),
    /// Nanoseconds, from 1970 on or of a length of time; written in seconds.
    TIME("a time"),
    /// No value: it is there or it is not.
    PRESENCE("without a value");

    private final String text;

    Type(String text) {
        this.text = text;
    }

    boolean isNumber() {
        return this == NUMBER || this == HEX || this == FLAG || this == TIME;
    }

    /// Whether one value can lie within another.
    boolean isSearchable() {
        return this == TEXT || this == BYTES || this == DATA;
    }

    /// Words that stand after "is".
    @Override
    public String toString() {
        return text;
    }
}
