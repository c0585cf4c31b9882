package mqttlab.filter;

import java.util.ArrayList;
import java.util.List;

/// Reads a filter: `or` joins what `and` joins, and `not` comes before both, but not before a comparison.
final class Parser<S> {

    /// Deeper ones would exhaust the stack.
    private static final int DEEPEST = 100;

    private static final List<String> RESERVED = List.of("and", "or", "not", "any", "all", "contains", "matches", "in");

    private final String text;
    private final Catalogue<S> catalogue;
    private final Lexer lexer;
    private final List<Expression> expressions = new ArrayList<>();
    private Token token;
    /// Where the token before ends.
    private int end;
    private int depth;

    Parser(String text, Catalogue<S> catalogue) {
        this.text = text;
        this.catalogue = catalogue;
        this.lexer = new Lexer(text);
        this.token = lexer.next();
    }

    /// All expressions that were read.
    List<Expression> expressions() {
        return expressions;
    }

    Condition<S> filter() {
        if (token.kind() == Token.Kind.END) {
            return new Condition.Everything<>();
        }
        Condition<S> condition = or();
        if (token.kind() != Token.Kind.END) {
            throw unexpected("\"and\", \"or\" or the end");
        }
        return condition;
    }

    private Condition<S> or() {
        List<Condition<S>> parts = new ArrayList<>();
        do {
            parts.add(and());
        } while (take("||") || take("or"));
        return parts.size() == 1 ? parts.getFirst() : new Condition.Or<>(parts);
    }

    private Condition<S> and() {
        List<Condition<S>> parts = new ArrayList<>();
        do {
            parts.add(not());
        } while (take("&&") || take("and"));
        return parts.size() == 1 ? parts.getFirst() : new Condition.And<>(parts);
    }

    private Condition<S> not() {
        if (++depth > DEEPEST) {
            throw error(token, "nothing may lie within more than " + DEEPEST + " parentheses and nots");
        }
        Condition<S> condition;
        if (take("!") || take("not")) {
            condition = new Condition.Not<>(not());
        } else if (take("(")) {
            condition = or();
            expect(")", "\")\"");
        } else {
            condition = comparison();
        }
        depth--;
        return condition;
    }

    private Condition<S> comparison() {
        int from = token.from();
        boolean isAll = token.is("all");
        boolean isQuantified = take("all") || take("any");
        Token name = token;
        Term<S> term = term();
        String left = text.substring(from, end);
        boolean isNegated = take("not");
        int right = token.from();
        Operator operator = Operator.of(token);
        Check check;
        if (token.is("in")) {
            checkHasValue(name, term);
            next();
            check = literals(term).check(set());
        } else if (isNegated) {
            throw unexpected("\"in\"");
        } else if (token.is("contains") || token.is("matches")) {
            check = search(name, term);
        } else if (operator != null) {
            checkHasValue(name, term);
            next();
            check = literals(term).check(operator.relation, value());
        } else if (isQuantified || term instanceof FunctionTerm) {
            throw unexpected("an operator and a value");
        } else {
            return new Condition.Present<>(term);
        }
        boolean all = isQuantified ? isAll : operator != null && operator.all;
        boolean differs = operator != null && operator.negated;
        String whole = left + " " + text.substring(right, end);
        Condition<S> condition = new Condition.Compare<>(whole, term, all, differs, check);
        return isNegated ? new Condition.Not<>(condition) : condition;
    }

    private void checkHasValue(Token name, Term<S> term) {
        if (term.type() == Type.PRESENCE) {
            throw error(name, term.name() + " has no value to compare: write it alone to ask whether it is there");
        }
    }

    private Literals literals(Term<S> term) {
        return term.type().isNumber()
                ? new NumberLiterals(lexer, catalogue, term)
                : new ByteLiterals(lexer, catalogue, term);
    }

    /// `contains` and `matches`.
    private Check search(Token name, Term<S> term) {
        checkHasValue(name, term);
        if (!term.type().isSearchable()) {
            String message = " looks into text and bytes: compare with ==, <, > or in {...}";
            throw error(name, term.name() + " is " + term.type() + ", and " + token.text() + message);
        }
        ByteLiterals literals = new ByteLiterals(lexer, catalogue, term);
        if (next().is("contains")) {
            return literals.contains(value());
        }
        Check.Matches matches = literals.matches(value());
        expressions.add(matches.expression());
        return matches;
    }

    private Token value() {
        if (!token.isValue()) {
            throw unexpected("a value");
        }
        return next();
    }

    /// `{1, 3, 5..7}`; the commas may be missing.
    private List<Literals.Range> set() {
        expect("{", "a set, such as {1, 2, 5..7}");
        List<Literals.Range> ranges = new ArrayList<>();
        do {
            Token first = value();
            ranges.add(new Literals.Range(first, take("..") ? value() : first));
        } while (take(",") || token.isValue());
        expect("}", "\"}\"");
        return ranges;
    }

    /// A field, or a function of one.
    private Term<S> term() {
        Token name = name();
        return take("(") ? function(name) : field(name);
    }

    private Term<S> function(Token name) {
        Token argument = name();
        if (token.is("(")) {
            throw error(argument, "a function takes a field, not another function");
        }
        Term<S> of = field(argument);
        expect(")", "\")\"");
        FunctionTerm<S> function = FunctionTerm.named(name.text(), of);
        if (function == null) {
            throw error(name, "there is no function " + name.brief() + ", only " + FunctionTerm.NAMES);
        }
        if (function.type() == Type.TEXT && !of.type().isSearchable()) {
            throw error(argument, of.name() + " is " + of.type() + ", which has no upper and lower case");
        }
        return function;
    }

    private Term<S> field(Token name) {
        Term<S> term = catalogue.find(name.text());
        if (term == null) {
            throw error(name, "there is no field " + name.brief() + Nearest.question(catalogue.nearest(name.text())));
        }
        return term;
    }

    private Token name() {
        if (token.kind() == Token.Kind.STRING || isNumber(token)) {
            throw error(token, "a comparison begins with a field; for several values write FIELD in {1, 2, 3}");
        }
        if (token.kind() != Token.Kind.WORD || isReserved(token)) {
            throw unexpected("a field");
        }
        return next();
    }

    private static boolean isNumber(Token token) {
        return token.kind() == Token.Kind.WORD && Character.isDigit(token.text().charAt(0));
    }

    private static boolean isReserved(Token token) {
        return RESERVED.contains(token.text()) || Operator.of(token) != null;
    }

    private Token next() {
        Token taken = token;
        end = taken.to();
        token = lexer.next();
        return taken;
    }

    private boolean take(String symbol) {
        boolean isThere = token.is(symbol);
        if (isThere) {
            next();
        }
        return isThere;
    }

    private void expect(String symbol, String text) {
        if (!take(symbol)) {
            throw unexpected(text);
        }
    }

    private FilterException unexpected(String expected) {
        return error(token, "expected " + expected + ", not " + token.shown());
    }

    private FilterException error(Token at, String message) {
        return lexer.error(at.from(), at.to(), message);
    }
}
