package mqttlab.filter;

import java.util.List;

/// A display filter: a question that a subject answers with yes or no.
///
/// ```
/// mqtt.topic contains "temp" && mqtt.qos > 0
/// mqtt.msgtype in {CONNECT, CONNACK} or mqtt.connack.reason_code >= 0x80
/// ```
///
/// The language is that of Wireshark 4.0. A comparison holds if any of the field's values satisfies it; `!=` holds
/// if there are values and all differ; `===` (`all_eq`) and `!==` (`any_ne`) are the other two, and `all` or `any`
/// before the field says it for every operator. Where a field is absent, each comparison is false. What differs:
///
/// - A number may be called what the standard calls it: `mqtt.msgtype == PUBLISH`,
///   `mqtt.puback.reason_code == "No matching subscribers"`. Upper and lower case are the same.
/// - Text always stands in quotes.
/// - Text does not end at U+0000; binary data (`mqtt.passwd`, `mqtt.prop_string`) is compared with text and with
/// bytes.
/// - `matches` sees UTF-8 as characters, not as bytes; other values as a character for each byte.
/// - Bytes are ordered byte by byte; Wireshark 4.0 holds the longer for the greater.
/// - What can never hold is refused: a negative number, a range that ends before it begins, `contains ""`.
/// - Slices, arithmetic, and the comparison of two fields are missing.
///
/// A filter keeps the value it looks at, so it serves one thread at a time.
public final class Filter<S> {

    private static final int LONGEST = 100_000;

    private final Condition<S> condition;
    private final List<Expression> expressions;
    private final Value value = new Value();

    private Filter(Condition<S> condition, List<Expression> expressions) {
        this.condition = condition;
        this.expressions = expressions;
    }

    /// The filter that `text` stands for; of the empty text, one that lets everything pass.
    ///
    /// @throws FilterException where it stands for none
    public static <S> Filter<S> compile(String text, Catalogue<S> catalogue) {
        if (text.length() > LONGEST) {
            throw new FilterException(text, LONGEST, 0, "a filter may be at most " + LONGEST + " characters long");
        }
        Parser<S> parser = new Parser<>(text, catalogue);
        return new Filter<>(parser.filter(), parser.expressions());
    }

    public boolean test(S subject) {
        return condition.test(subject, value);
    }

    /// How many values were too hard for a `matches`, and were taken not to match: its expression needs too many
    /// steps.
    public long gaveUp() {
        long sum = 0;
        for (Expression expression : expressions) {
            sum += expression.gaveUp();
        }
        return sum;
    }

    /// The filter with parentheses that show what belongs together.
    @Override
    public String toString() {
        return condition.toString();
    }
}
