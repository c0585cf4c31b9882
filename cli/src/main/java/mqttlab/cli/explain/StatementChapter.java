package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mqttlab.conform.Scenario;
import mqttlab.conform.Scenarios;
import mqttlab.conform.Verdicts;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Check;
import mqttlab.finding.Citation;
import mqttlab.finding.Specifics;
import mqttlab.finding.Statement;
import mqttlab.packet.Rule;
import mqttlab.packet.Version;

/// The numbered statements of both standards; the same number says different things in each.
final class StatementChapter implements Chapter {

    @Override
    public Kind kind() {
        return Kind.STATEMENT;
    }

    /// With or without brackets and the letters in front; "of 5.0" behind it asks for that version alone.
    @Override
    public List<Article> find(Query query) {
        String text = query.text().replace("[", "").replace("]", "");
        int of = text.indexOf(" of ");
        String number = of < 0 ? text : text.substring(0, of);
        String plain = number.startsWith("mqtt-") || number.startsWith("mqtt ") ? number.substring(5) : number;
        List<Article> found = new ArrayList<>();
        for (Version version : Standards.VERSIONS) {
            boolean isAsked = of < 0 || text.endsWith(" " + version.number());
            Statement statement = Catalogue.of(version).find("MQTT-" + plain);
            if (isAsked && statement != null) {
                found.add(article(statement, version));
            }
        }
        return found;
    }

    @Override
    public List<String> names() {
        Set<String> names = new TreeSet<>();
        for (Version version : Standards.VERSIONS) {
            Catalogue.of(version).all().forEach(statement -> names.add(statement.id()));
        }
        return List.copyOf(names);
    }

    private static Article article(Statement statement, Version version) {
        String why = Verdicts.notObservable(version).get(statement.id());
        return new Article.Draft(
                        Kind.STATEMENT,
                        "[" + statement.id() + "] of MQTT " + version.number(),
                        statement.id() + " of " + version.number(),
                        statement.summary())
                .row("section", statement.section())
                .row("binds", binds(statement.actor()))
                .row("shows in", scope(statement.scope()))
                .row("if broken", statement.reaction().equals("none") ? "" : statement.reaction())
                .row("lint says", demands(statement.id(), version))
                .row("conform", conversations(statement.id(), version))
                .row("not to see", why == null ? "" : why)
                .done();
    }

    private static String binds(String actor) {
        return switch (actor) {
            case "both" -> "client and server";
            case "sender", "receiver" -> "the " + actor + " of a packet";
            default -> "the " + actor;
        };
    }

    private static String scope(Statement.Scope scope) {
        return switch (scope) {
            case PACKET -> "a single packet";
            case CONNECTION -> "one connection";
            case SESSION -> "the connections of one session";
            case CROSS -> "several connections together";
            case NONE -> "nothing on the wire";
        };
    }

    /// What the findings demand that cite the statement.
    private static List<String> demands(String id, Version version) {
        List<String> demands = new ArrayList<>();
        Rule rule = Specifics.claims(version).get(id);
        if (rule != null) {
            demands.add(rule.demand());
        }
        for (Check check : Check.values()) {
            Citation citation = check.citation(version);
            if (citation.place().equals(id) || citation.also().contains(id)) {
                demands.add(check.demand());
            }
        }
        return demands.stream().distinct().toList();
    }

    private static List<String> conversations(String id, Version version) {
        List<String> titles = new ArrayList<>();
        for (Scenario scenario : Scenarios.all()) {
            if (scenario.proves(version).contains(id)) {
                titles.add(scenario.title() + " (" + scenario.place() + ")");
            }
        }
        return titles;
    }
}
