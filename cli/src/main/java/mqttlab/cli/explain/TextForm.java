package mqttlab.cli.explain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.text.Page;
import mqttlab.cli.text.Paragraph;
import mqttlab.cli.text.Paragraph.Ink;
import mqttlab.cli.text.TerminalWidth;
import mqttlab.packet.TextBuffer;

/// Articles for people.
final class TextForm {

    private static final int INDENT = 2;
    /// Names of facts that are longer get a line of their own.
    private static final int WIDEST_LABEL = 16;
    /// Below this width of the terminal all names do.
    private static final int NARROW = 48;

    private final Page page;
    private final Paragraph paragraph;

    TextForm(Page page) {
        this.page = page;
        this.paragraph = new Paragraph(page);
    }

    void print(Article article) {
        paragraph.print("", escaped(article.title()), Ink.BOLD);
        if (!article.lead().isEmpty()) {
            paragraph.print("", escaped(article.lead()), Ink.PLAIN);
        }
        if (!article.rows().isEmpty()) {
            page.gap();
            rows(article.rows());
        }
        Layout layout = article.layout();
        if (layout != null) {
            page.gap();
            new Picture(page, paragraph).print(layout);
        }
    }

    /// Prints what several things are called, and what to ask for to get one.
    void list(List<Article> articles) {
        List<Article.Row> rows = new ArrayList<>();
        for (Article article : articles) {
            rows.add(new Article.Row(article.ask(), List.of(article.title() + ". " + article.lead())));
        }
        rows(rows);
        page.gap();
        String first = articles.getFirst().ask();
        paragraph.print("", "Ask for one alone: mqttlab explain " + escaped(first), Ink.PLAIN);
    }

    private void rows(List<Article.Row> rows) {
        int width = 0;
        for (Article.Row row : rows) {
            int label = width(escaped(row.label()));
            width = label <= WIDEST_LABEL ? Math.max(width, label) : width;
        }
        boolean isNarrow = page.columns() > 0 && page.columns() < NARROW;
        for (Article.Row row : rows) {
            String label = escaped(row.label());
            String start = " ".repeat(INDENT) + label;
            String rest = " ".repeat(INDENT * 2 + width);
            if (isNarrow || width(label) > WIDEST_LABEL) {
                paragraph.print(" ".repeat(INDENT), label, Ink.PLAIN);
                start = isNarrow ? " ".repeat(INDENT * 2) : rest;
                rest = start;
            } else {
                start += " ".repeat(rest.length() - INDENT - width(label));
            }
            for (String text : row.texts()) {
                paragraph.print(start, escaped(text), Ink.PLAIN);
                start = rest;
            }
        }
    }

    private static int width(String text) {
        return TerminalWidth.of(new TextBuffer(64).add(text));
    }

    /// What came from the command line must not reach the terminal as it is.
    static String escaped(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new TextBuffer(utf8.length).escaped(utf8, 0, utf8.length, '\\').toString();
    }
}
