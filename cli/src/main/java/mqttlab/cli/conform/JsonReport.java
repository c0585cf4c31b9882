package mqttlab.cli.conform;

import java.util.HexFormat;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;
import mqttlab.conform.Outcome;
import mqttlab.conform.Result;
import mqttlab.conform.Utterance;
import mqttlab.conform.Verdict;
import mqttlab.packet.Direction;

/// Verdicts as JSON: an object on a line for each statement, and one for each conversation.
final class JsonReport {

    private final Json json;

    JsonReport(Page page) {
        json = new Json(page);
    }

    void print(Tally tally) {
        for (Verdict verdict : tally.verdicts()) {
            print(verdict);
        }
        for (Result result : tally.results()) {
            print(result);
        }
    }

    private void print(Verdict verdict) {
        json.object()
                .member("version", verdict.version().number())
                .member("statement", verdict.statement().id())
                .member("demands", verdict.statement().summary())
                .member("verdict", word(verdict.state()));
        if (!verdict.why().isEmpty()) {
            json.member("why", verdict.why());
        }
        json.name("conversations").array();
        for (Result result : verdict.results()) {
            json.text(result.scenario().title());
        }
        json.endArray().endObject().endLine();
    }

    private static String word(Verdict.State state) {
        return switch (state) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
            case NOT_OBSERVABLE -> "not observable";
        };
    }

    private void print(Result result) {
        json.object()
                .member("conversation", result.scenario().title())
                .member("version", result.version().number())
                .member("place", result.scenario().place());
        switch (result.outcome()) {
            case Outcome.Passed it -> json.member("outcome", "passed");
            case Outcome.Skipped it -> json.member("outcome", "skipped").member("why", it.why());
            case Outcome.Failed it ->
                json.member("outcome", "failed")
                        .member("line", it.line())
                        .member("expected", it.expected())
                        .member("why", it.why());
        }
        json.name("seconds").seconds(result.nanos());
        json.name("packets").array();
        for (Utterance said : result.said()) {
            String sender = said.direction() == Direction.CLIENT_TO_SERVER ? "client" : "server";
            json.object().member("client", said.client()).member("sender", sender);
            json.name("time").seconds(said.nanos());
            json.member("raw", HexFormat.of().formatHex(said.bytes())).member("summary", said.summary());
            json.endObject();
        }
        json.endArray().endObject().endLine();
    }
}
