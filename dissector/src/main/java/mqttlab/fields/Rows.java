package mqttlab.fields;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mqttlab.filter.Term;
import mqttlab.filter.Value;
import mqttlab.packet.TextBuffer;

/// Prints rows: a column for each term, a row for one subject or for several, such as the packets of a frame.
///
/// For one thread at a time.
public final class Rows<S> {

    private final List<Column<S>> columns = new ArrayList<>();
    private final Layout layout;
    private final byte[] separator;
    private final byte[] aggregator;
    private final Cell cell;
    private final Value value = new Value();
    private int subjects;

    public Rows(List<Term<S>> terms, Layout layout) {
        for (Term<S> term : terms) {
            columns.add(new Column<>(term));
        }
        this.layout = layout;
        this.separator = layout.separator().getBytes(StandardCharsets.UTF_8);
        this.aggregator = layout.aggregator().getBytes(StandardCharsets.UTF_8);
        this.cell = new Cell(layout.escape());
    }

    private static final class Column<S> {
        private final Term<S> term;
        private final TextBuffer text = new TextBuffer();
        private int values;

        Column(Term<S> term) {
            this.term = term;
        }
    }

    /// Appends the line with the names, if the layout asks for it.
    public void header(TextBuffer out) {
        if (layout.header()) {
            for (int i = 0; i < columns.size(); i++) {
                out.add(i == 0 ? "" : layout.separator())
                        .add(columns.get(i).term.name());
            }
            out.add('\n');
        }
    }

    /// Takes the subject's values into the row.
    public void add(S subject) {
        for (int i = 0; i < columns.size(); i++) {
            Column<S> column = columns.get(i);
            if (subjects == 0 || !column.term.isShared()) {
                add(column, subject);
            }
        }
        subjects++;
    }

    private void add(Column<S> column, S subject) {
        Layout.Occurrence which = layout.occurrence();
        int place = -1;
        while (which != Layout.Occurrence.FIRST || column.values == 0) {
            place = column.term.next(subject, place + 1, value);
            if (place < 0) {
                return;
            }
            if (which == Layout.Occurrence.LAST) {
                column.text.clear();
            } else if (column.values > 0) {
                column.text.addAll(aggregator);
            }
            cell.print(column.text, value);
            column.values++;
        }
    }

    /// Appends the row, and begins the next one.
    public void end(TextBuffer out) {
        for (int i = 0; i < columns.size(); i++) {
            Column<S> column = columns.get(i);
            if (i > 0) {
                out.addAll(separator);
            }
            if (column.values > 0) {
                end(out, column.text);
            }
            column.text.clear();
            column.values = 0;
        }
        out.add('\n');
        subjects = 0;
    }

    /// A quote within a quoted cell is doubled, as in the CSV of RFC 4180.
    private void end(TextBuffer out, TextBuffer text) {
        if (layout.quote() == Layout.Quote.NONE) {
            out.add(text);
            return;
        }
        char quote = layout.quote() == Layout.Quote.SINGLE ? '\'' : '"';
        out.add(quote);
        for (int i = 0; i < text.size(); i++) {
            char c = (char) text.array()[i];
            out.add(c);
            if (c == quote) {
                out.add(c);
            }
        }
        out.add(quote);
    }
}
