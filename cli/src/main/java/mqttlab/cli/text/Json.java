package mqttlab.cli.text;

import mqttlab.packet.TextBuffer;

/// Writes JSON on a page, with commas where they belong.
///
/// Whoever opens an object or array closes it; within an object each value follows its [#name].
public final class Json {

    private static final long SECOND = 1_000_000_000;
    /// When a page is due: the text of a whole report need not be kept.
    private static final int FULL = 1 << 14;

    private final Page page;
    private final TextBuffer out = new TextBuffer();
    private boolean isFirst = true;

    public Json(Page page) {
        this.page = page;
    }

    public Json object() {
        return open('{');
    }

    public Json array() {
        return open('[');
    }

    private Json open(char bracket) {
        comma();
        out.add(bracket);
        isFirst = true;
        return this;
    }

    public Json endObject() {
        return close('}');
    }

    public Json endArray() {
        return close(']');
    }

    private Json close(char bracket) {
        out.add(bracket);
        isFirst = false;
        if (out.size() > FULL) {
            page.print(out);
        }
        return this;
    }

    private void comma() {
        out.add(isFirst ? "" : ",");
        isFirst = false;
    }

    /// The name of a member, which is a word of ours.
    public Json name(String name) {
        comma();
        out.add('"').add(name).add("\":");
        isFirst = true;
        return this;
    }

    public Json number(long value) {
        comma();
        out.add(value);
        return this;
    }

    /// Any text; what a terminal might obey is escaped.
    public Json text(String text) {
        comma();
        out.json(text);
        return this;
    }

    /// A value that is JSON already.
    public Json raw(TextBuffer json) {
        comma();
        out.add(json);
        return this;
    }

    /// Nanoseconds, as seconds with nine digits behind the point.
    public Json seconds(long nanos) {
        comma();
        long whole = Math.floorDiv(nanos, SECOND);
        long rest = Math.floorMod(nanos, SECOND);
        if (nanos < 0 && rest > 0) {
            // -0.5 s is half a second below zero, not below minus one.
            whole++;
            rest = SECOND - rest;
            out.add(whole == 0 ? "-" : "");
        }
        out.add(whole).add('.').add(Long.toString(SECOND + rest).substring(1));
        return this;
    }

    public Json member(String name, long value) {
        return name(name).number(value);
    }

    public Json member(String name, String text) {
        return name(name).text(text);
    }

    /// Ends a line. What follows on the next is a value of its own.
    public void endLine() {
        page.print(out.add('\n'));
        isFirst = true;
    }
}
