package mqttlab.filter;

import java.util.List;
import mqttlab.filter.Operator.Relation;

/// Reads the values on the right side of an operator, as the type of the term on its left demands.
abstract sealed class Literals permits NumberLiterals, ByteLiterals {

    private final Lexer lexer;
    private final Catalogue<?> catalogue;
    final Term<?> term;

    Literals(Lexer lexer, Catalogue<?> catalogue, Term<?> term) {
        this.lexer = lexer;
        this.catalogue = catalogue;
        this.term = term;
    }

    /// The check for a value that stands so to the one in the filter.
    abstract Check check(Relation relation, Token token);

    /// The check for a value that lies in one of these ranges.
    abstract Check check(List<Range> ranges);

    /// From one value to another; a value alone is both.
    record Range(Token first, Token last) {
        boolean isOne() {
            return first.from() == last.from();
        }
    }

    final FilterException empty(Range range) {
        return lexer.error(
                range.first().from(), range.last().to(), "nothing lies in this range: write the lesser value first");
    }

    final FilterException error(Token token, String message) {
        boolean isField = token.kind() == Token.Kind.WORD && catalogue.find(token.text()) != null;
        String why = isField ? "a field is compared with a value, not with another field" : message;
        return lexer.error(token.from(), token.to(), why);
    }
}
