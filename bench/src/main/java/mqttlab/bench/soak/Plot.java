package mqttlab.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Memory and delays over time, as SVG: two panels, one above the other, that share the axis of time.
final class Plot {

    private static final int WIDTH = 760;
    private static final int LEFT = 64;
    private static final int RIGHT = 130;
    private static final int PANEL = 170;
    private static final int GAP = 46;

    private record Line(String name, String color, ToDoubleFunction<Row> value) {}

    private record Panel(String title, List<Line> lines) {}

    private static final List<Panel> PANELS = List.of(
            new Panel(
                    "memory of the broker, MiB",
                    List.of(
                            new Line("resident", "#7a7a7a", it -> it.resident() / 1048576.0),
                            new Line("heap in use", "#1f77b4", it -> it.heap() / 1048576.0))),
            new Panel(
                    "delay of messages, ms",
                    List.of(
                            new Line(
                                    "99th percentile",
                                    "#d62728",
                                    it -> it.delay().p99() / 1e6),
                            new Line("median", "#2ca02c", it -> it.delay().median() / 1e6))));

    private Plot() {}

    static String of(List<Row> rows) {
        int height = PANELS.size() * (PANEL + GAP) + 10;
        StringBuilder out = new StringBuilder("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
            <rect width="100%%" height="100%%" fill="#fff"/>
            """.formatted(WIDTH, height));
        double minutes = Math.max(1e-3, rows.isEmpty() ? 0 : rows.getLast().seconds() / 60);
        int top = 28;
        for (Panel panel : PANELS) {
            panel(out, panel, rows, minutes, top);
            top += PANEL + GAP;
        }
        return out.append("</svg>\n").toString();
    }

    private static void panel(StringBuilder out, Panel panel, List<Row> rows, double minutes, int top) {
        double most = step(panel.lines.stream()
                .flatMapToDouble(line -> rows.stream().mapToDouble(line.value))
                .max()
                .orElse(1));
        text(out, LEFT, top - 10, "start", "#000", panel.title);
        for (int i = 0; i <= 4; i++) {
            double y = top + PANEL - PANEL * i / 4.0;
            out.append("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n".formatted(LEFT, y, WIDTH - RIGHT));
            text(out, LEFT - 6, y + 4, "end", "#555", number(most * i / 4));
        }
        for (int i = 0; i <= 6; i++) {
            double x = LEFT + (WIDTH - RIGHT - LEFT) * i / 6.0;
            text(out, x, top + PANEL + 16, "middle", "#555", number(minutes * i / 6) + (i == 6 ? " min" : ""));
        }
        for (Line line : panel.lines) {
            double y = 0;
            StringBuilder points = new StringBuilder();
            for (Row row : rows) {
                double x = LEFT + (WIDTH - RIGHT - LEFT) * row.seconds() / 60 / minutes;
                y = top + PANEL * (1 - line.value.applyAsDouble(row) / most);
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            }
            out.append("<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" points=\"%s\"/>%n"
                    .formatted(line.color, points.toString().strip()));
            text(out, WIDTH - RIGHT + 8, y + 4, "start", line.color, line.name);
        }
    }

    /// The next round number from there up, so that a quarter of it is easy to read.
    private static double step(double most) {
        double scale = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-3))));
        for (double each : new double[] {1, 2, 4, 8, 10}) {
            if (most <= each * scale) {
                return each * scale;
            }
        }
        return 20 * scale;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2g", value);
    }

    private static void text(StringBuilder out, double x, double y, String anchor, String color, String text) {
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n",
                x,
                y,
                anchor,
                color,
                text));
    }
}
