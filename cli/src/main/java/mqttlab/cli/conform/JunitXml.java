package mqttlab.cli.conform;

import java.util.List;
import java.util.Locale;
import mqttlab.conform.Account;
import mqttlab.conform.Outcome;
import mqttlab.conform.Result;
import mqttlab.conform.Verdict;
import mqttlab.packet.Version;

/// Verdicts in the XML that JUnit writes and CI servers read: a test case for each statement, a suite for each version.
final class JunitXml {

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

    private JunitXml() {}

    static String of(Tally tally) {
        JunitXml xml = new JunitXml();
        xml.out.append("<testsuites>\n");
        for (Version version : List.of(Version.V3_1_1, Version.V5)) {
            xml.suite(
                    version,
                    tally.verdicts().stream()
                            .filter(it -> it.version() == version)
                            .toList());
        }
        return xml.out.append("</testsuites>\n").toString();
    }

    private void suite(Version version, List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        long failures = count(verdicts, Verdict.State.FAILED);
        long skipped = verdicts.size() - failures - count(verdicts, Verdict.State.PASSED);
        out.append("  <testsuite name=\"").append(version).append("\" tests=\"").append(verdicts.size());
        out.append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"0\" skipped=\"")
                .append(skipped);
        out.append("\">\n");
        for (Verdict verdict : verdicts) {
            test(verdict);
        }
        out.append("  </testsuite>\n");
    }

    private static long count(List<Verdict> verdicts, Verdict.State state) {
        return verdicts.stream().filter(it -> it.state() == state).count();
    }

    private void test(Verdict verdict) {
        long nanos = 0;
        for (Result result : verdict.results()) {
            nanos += result.nanos();
        }
        out.append("    <testcase classname=\"").append(verdict.version()).append("\" name=\"");
        out.append(verdict.statement().id()).append("\" time=\"");
        out.append(String.format(Locale.ROOT, "%.3f", nanos / 1e9)).append('"');
        switch (verdict.state()) {
            case PASSED -> out.append("/>\n");
            case FAILED -> failure(verdict);
            case SKIPPED, NOT_OBSERVABLE -> {
                out.append("><skipped message=\"");
                escape(verdict.why());
                out.append("\"/></testcase>\n");
            }
        }
    }

    private void failure(Verdict verdict) {
        out.append("><failure message=\"");
        escape(verdict.statement().summary());
        out.append("\">");
        for (Result result : verdict.results()) {
            if (result.outcome() instanceof Outcome.Failed) {
                escape(result.scenario().title() + " (" + result.scenario().place() + ")\n");
                Account.of(result).forEach(line -> escape("    " + line + "\n"));
            }
        }
        out.append("</failure></testcase>\n");
    }

    /// What XML cannot hold was escaped before, as a terminal could not stand it either.
    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c < ' ' && c != '\n' ? '?' : c);
            }
        }
    }
}
