package mqttlab.cli.text;

import mqttlab.packet.TextBuffer;

/// Rows of cells in columns that are as wide as they need be. Where a terminal is too narrow, columns that matter
/// less are left out, and texts are cut.
///
/// Rows are asked for twice, once for their widths and once to be printed, so that none has to be kept.
public final class Table {

    private static final int GAP = 2;

    /// A column. It is left out where all its cells are empty.
    ///
    /// @param isNumber whether it stands at the right
    /// @param least how narrow a text may become; 0 for what is never cut
    /// @param rank columns of the highest rank are left out first; of rank 0, none
    /// @param isAlarm whether what stands there is to be seen
    public record Column(String head, boolean isNumber, int least, int rank, boolean isAlarm) {

        public static Column text(String head, int least, int rank) {
            return new Column(head, false, least, rank, false);
        }

        public static Column number(String head, int rank) {
            return new Column(head, true, 0, rank, false);
        }

        /// A number of what should not be.
        public static Column alarm(String head, int rank) {
            return new Column(head, true, 0, rank, true);
        }
    }

    /// What stands in a table.
    public interface Rows {
        int count();

        /// Puts the cells of a row into the buffers, which are empty.
        void fill(int row, TextBuffer[] cells);
    }

    private final Column[] columns;
    private final TextBuffer[] cells;
    private final int[] widths;
    private final TextBuffer out = new TextBuffer();

    public Table(Column... columns) {
        this.columns = columns;
        widths = new int[columns.length];
        cells = new TextBuffer[columns.length];
        for (int i = 0; i < columns.length; i++) {
            cells[i] = new TextBuffer(64);
        }
    }

    public void print(Page page, Rows rows) {
        measure(rows);
        if (page.columns() > 0) {
            fit(page.columns());
        }
        clear();
        for (int i = 0; i < columns.length; i++) {
            cells[i].add(columns[i].head());
        }
        row(page, true);
        for (int i = 0; i < rows.count(); i++) {
            clear();
            rows.fill(i, cells);
            row(page, false);
        }
    }

    private void clear() {
        for (TextBuffer cell : cells) {
            cell.clear();
        }
    }

    private void measure(Rows rows) {
        for (int row = 0; row < rows.count(); row++) {
            clear();
            rows.fill(row, cells);
            for (int i = 0; i < columns.length; i++) {
                widths[i] = Math.max(widths[i], TerminalWidth.of(cells[i]));
            }
        }
        for (int i = 0; i < columns.length; i++) {
            clear();
            cells[i].add(columns[i].head());
            widths[i] = widths[i] == 0 ? 0 : Math.max(widths[i], TerminalWidth.of(cells[i]));
        }
    }

    private void fit(int room) {
        for (int rank = highestRank(); rank > 0 && excess(room, true) > 0; rank--) {
            for (int i = 0; i < columns.length; i++) {
                widths[i] = columns[i].rank() == rank ? 0 : widths[i];
            }
        }
        for (int excess = excess(room, false); excess > 0; excess--) {
            int widest = -1;
            for (int i = 0; i < columns.length; i++) {
                boolean mayShrink = columns[i].least() > 0 && widths[i] > columns[i].least();
                widest = mayShrink && (widest < 0 || widths[i] > widths[widest]) ? i : widest;
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private int highestRank() {
        int highest = 0;
        for (Column column : columns) {
            highest = Math.max(highest, column.rank());
        }
        return highest;
    }

    /// How much wider than the room the table is.
    ///
    /// @param isCut whether texts are cut as far as they may
    private int excess(int room, boolean isCut) {
        int sum = -GAP;
        for (int i = 0; i < columns.length; i++) {
            int least = columns[i].least();
            sum += widths[i] == 0 ? 0 : GAP + (isCut && least > 0 ? Math.min(least, widths[i]) : widths[i]);
        }
        return sum - room;
    }

    private void row(Page page, boolean isHead) {
        int pending = 0;
        for (int i = 0; i < columns.length; i++) {
            if (widths[i] > 0) {
                cut(cells[i], widths[i]);
                int spare = widths[i] - TerminalWidth.of(cells[i]);
                pending += columns[i].isNumber() ? spare : 0;
                if (cells[i].size() > 0) {
                    out.spaces(pending);
                    cell(page, i, isHead);
                    pending = 0;
                }
                pending += GAP + (columns[i].isNumber() ? 0 : spare);
            }
        }
        page.print(out.add('\n'));
    }

    private void cell(Page page, int column, boolean isHead) {
        boolean isPainted = isHead || columns[column].isAlarm() && cells[column].size() > 0;
        if (isHead) {
            page.paint().bold(out);
        } else if (isPainted) {
            page.paint().red(out);
        }
        out.add(cells[column]);
        if (isPainted) {
            page.paint().end(out);
        }
    }

    private static void cut(TextBuffer cell, int width) {
        if (TerminalWidth.of(cell) > width) {
            cell.truncate(TerminalWidth.cut(cell, width - 1));
            cell.add("…");
        }
    }
}
