package mqttlab.filter;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import mqttlab.filter.Operator.Relation;
import org.jspecify.annotations.Nullable;

/// Text, bytes, addresses and networks. A network is the range from its first address to its last.
final class ByteLiterals extends Literals {

    /// Java's compiler of expressions recurses for each group within a group.
    private static final int LONGEST_EXPRESSION = 1000;

    ByteLiterals(Lexer lexer, Catalogue<?> catalogue, Term<?> term) {
        super(lexer, catalogue, term);
    }

    @Override
    Check check(Relation relation, Token token) {
        byte[] first = first(token);
        byte[] last = last(token);
        return new Check.Runs(List.of(
                switch (relation) {
                    case EQUAL -> Run.between(first, last);
                    case GREATER -> Run.above(last, false);
                    case AT_LEAST -> Run.above(first, true);
                    case LESS -> Run.below(first, false);
                    case AT_MOST -> Run.below(last, true);
                }));
    }

    @Override
    Check check(List<Range> ranges) {
        List<Run> runs = new ArrayList<>();
        for (Range range : ranges) {
            byte[] first = first(range.first());
            byte[] last = last(range.last());
            if (Arrays.compareUnsigned(first, last) > 0) {
                throw empty(range);
            }
            runs.add(Run.between(first, last));
        }
        return new Check.Runs(runs);
    }

    Check contains(Token token) {
        byte[] wanted = bytes(token);
        if (wanted.length == 0) {
            throw error(token, "every value contains nothing: to ask whether there is one, write " + term.name());
        }
        return new Check.Contains(wanted);
    }

    Check.Matches matches(Token token) {
        if (token.kind() != Token.Kind.STRING) {
            throw error(token, "a regular expression stands in double quotes: r\"" + token.brief() + '"');
        }
        if (token.string().length > LONGEST_EXPRESSION) {
            throw error(token, "a regular expression may be at most " + LONGEST_EXPRESSION + " bytes long");
        }
        try {
            return new Check.Matches(new Expression(token.string()));
        } catch (PatternSyntaxException e) {
            throw error(token, "this is not a regular expression: " + e.getDescription());
        }
    }

    /// The bytes of the value, or of the first address where it is a network.
    private byte[] first(Token token) {
        return isAddress() ? network(token, false) : bytes(token);
    }

    /// The same, or of the last address.
    private byte[] last(Token token) {
        return isAddress() ? network(token, true) : bytes(token);
    }

    private boolean isAddress() {
        return term.type() == Type.IPV4 || term.type() == Type.IPV6;
    }

    private byte[] network(Token token, boolean isLast) {
        boolean isV4 = term.type() == Type.IPV4;
        String text = token.text();
        int slash = text.indexOf('/');
        String alone = slash < 0 ? text : text.substring(0, slash);
        byte[] address = isV4 ? Addresses.v4(alone) : Addresses.v6(alone);
        if (address == null) {
            String example = isV4 ? "192.0.2.1 or 192.0.2.0/24" : "2001:db8::1 or 2001:db8::/32";
            throw error(token, term.name() + " is " + term.type() + ", which is written " + example);
        }
        int bits = address.length * 8;
        long prefix = slash < 0 ? bits : Digits.number(text.substring(slash + 1), 10, 3);
        if (prefix < 0 || prefix > bits) {
            throw error(token, "a network has a prefix of 0 to " + bits + " bits");
        }
        for (int bit = (int) prefix; bit < bits; bit++) {
            int mask = 0x80 >>> bit % 8;
            address[bit / 8] = (byte) (isLast ? address[bit / 8] | mask : address[bit / 8] & ~mask);
        }
        return address;
    }

    /// The bytes of a string, or, where the term is bytes, of hexadecimal digits.
    private byte[] bytes(Token token) {
        if (token.kind() == Token.Kind.STRING) {
            return token.string();
        }
        if (term.type() == Type.TEXT) {
            throw error(token, term.name() + " is text: write the value in double quotes, \"" + token.brief() + '"');
        }
        byte[] bytes = hexadecimal(token.text());
        if (bytes == null) {
            throw error(token, term.name() + " is bytes: write text in double quotes, or bytes as 0a:1b or 0a1b");
        }
        return bytes;
    }

    /// Two digits for each byte, between two bytes at most one colon, dash or point; null where it is anything
    /// else.
    private static byte @Nullable [] hexadecimal(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int i = text.startsWith("0x") ? 2 : 0;
        while (i < text.length()) {
            i += bytes.size() > 0 && ":-.".indexOf(text.charAt(i)) >= 0 ? 1 : 0;
            long value = i + 2 > text.length() ? -1 : Digits.number(text.substring(i, i + 2), 16, 2);
            if (value < 0) {
                return null;
            }
            bytes.write((int) value);
            i += 2;
        }
        return bytes.size() == 0 ? null : bytes.toByteArray();
    }
}
