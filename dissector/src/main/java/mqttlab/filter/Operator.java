package mqttlab.filter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operators that compare a field with one value.
enum Operator {
    ANY_EQUAL(Relation.EQUAL, false, false, "==", "eq", "any_eq"),
    ALL_EQUAL(Relation.EQUAL, true, false, "===", "all_eq"),
    ANY_NOT_EQUAL(Relation.EQUAL, false, true, "!==", "~=", "any_ne"),
    ALL_NOT_EQUAL(Relation.EQUAL, true, true, "!=", "ne", "all_ne"),
    GREATER(Relation.GREATER, false, false, ">", "gt"),
    AT_LEAST(Relation.AT_LEAST, false, false, ">=", "ge"),
    LESS(Relation.LESS, false, false, "<", "lt"),
    AT_MOST(Relation.AT_MOST, false, false, "<=", "le");

    /// How a value stands to the one on the right.
    enum Relation {
        EQUAL,
        GREATER,
        AT_LEAST,
        LESS,
        AT_MOST
    }

    final Relation relation;
    /// Whether all values must stand so; else one is enough.
    final boolean all;
    /// Whether they must not.
    final boolean negated;

    private final List<String> spellings;

    Operator(Relation relation, boolean all, boolean negated, String... spellings) {
        this.relation = relation;
        this.all = all;
        this.negated = negated;
        this.spellings = List.of(spellings);
    }

    static @Nullable Operator of(Token token) {
        for (Operator operator : values()) {
            if (token.kind() != Token.Kind.STRING && operator.spellings.contains(token.text())) {
                return operator;
            }
        }
        return null;
    }
}
