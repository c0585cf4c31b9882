package mqttlab.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Statement;
import mqttlab.packet.Version;

/// What the conversations of a run say of each statement.
public final class Verdicts {

    private static final Map<Version, Map<String, String>> NOT_OBSERVABLE = notObservable();

    private Verdicts() {}

    private static Map<Version, Map<String, String>> notObservable() {
        Map<Version, Map<String, String>> all =
                Map.of(Version.V3_1_1, new LinkedHashMap<>(), Version.V5, new LinkedHashMap<>());
        List<String> rows = Scenarios.lines("not-observable.tsv");
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split("\t", -1);
            Version version = cells[0].equals("5.0") ? Version.V5 : Version.V3_1_1;
            all.getOrDefault(version, new LinkedHashMap<>()).put(cells[1], cells[2]);
        }
        return all;
    }

    /// Why a client cannot see whether a server keeps the statement, by its number.
    public static Map<String, String> notObservable(Version version) {
        return NOT_OBSERVABLE.getOrDefault(version, Map.of());
    }

    /// Whether the statement is one for servers.
    public static boolean isForServers(Statement statement) {
        return !statement.actor().equals("client");
    }

    /// One verdict for each statement that is for servers or that a result is about, in the order of the standard.
    public static List<Verdict> of(Version version, List<Result> results) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Statement statement : statements(version, results)) {
            List<Result> about = new ArrayList<>();
            for (Result result : results) {
                if (result.version() == version && isAbout(result, statement.id())) {
                    about.add(result);
                }
            }
            String why = notObservable(version).getOrDefault(statement.id(), "");
            if (!about.isEmpty()) {
                verdicts.add(verdict(version, statement, about));
            } else if (!why.isEmpty()) {
                verdicts.add(new Verdict(version, statement, Verdict.State.NOT_OBSERVABLE, List.of(), why));
            }
        }
        return verdicts;
    }

    /// The numbered statements, and behind them the sections with rules that have no number.
    private static List<Statement> statements(Version version, List<Result> results) {
        TreeSet<String> sections = new TreeSet<>();
        for (Result result : results) {
            for (String place : result.scenario().proves(version)) {
                if (!place.startsWith("MQTT-")) {
                    sections.add(place);
                }
            }
        }
        List<Statement> all = new ArrayList<>(Catalogue.of(version).all());
        for (String section : sections) {
            String summary = "Rules of this section that have no number.";
            all.add(new Statement(section, section, "both", summary, Statement.Scope.CONNECTION, "none"));
        }
        return all;
    }

    private static boolean isAbout(Result result, String id) {
        return result.scenario().proves(result.version()).contains(id) || isBroken(result, id);
    }

    private static boolean isBroken(Result result, String id) {
        return result.outcome() instanceof Outcome.Failed failed
                && failed.cited().contains(id);
    }

    private static Verdict verdict(Version version, Statement statement, List<Result> about) {
        String why = "";
        boolean isPassed = false;
        for (Result result : about) {
            switch (result.outcome()) {
                case Outcome.Failed it -> {
                    return new Verdict(version, statement, Verdict.State.FAILED, about, "");
                }
                case Outcome.Skipped it -> why = it.why();
                case Outcome.Passed it -> isPassed = true;
            }
        }
        Verdict.State state = isPassed ? Verdict.State.PASSED : Verdict.State.SKIPPED;
        return new Verdict(version, statement, state, about, isPassed ? "" : why);
    }
}
