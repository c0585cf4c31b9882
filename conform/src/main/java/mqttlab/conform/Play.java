package mqttlab.conform;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.finding.Finding;
import mqttlab.packet.Version;

/// Holds one conversation in one version with a server.
final class Play {

    private final Scenario scenario;
    private final Version version;
    private final Target target;
    private final Names names;
    private final Recording recording;
    private final Leftovers leftovers;
    private final Setting setting;
    private final Map<String, Side> sides = new LinkedHashMap<>();

    Play(Scenario scenario, Version version, Target target, String run, Capabilities server) {
        this.scenario = scenario;
        this.version = version;
        this.target = target;
        names = new Names(run, scenario.number(), version, server);
        recording = new Recording(version, scenario.isJudged());
        leftovers = new Leftovers(version, target, names.clientId("leftovers"));
        PacketMaker maker = new PacketMaker(version, names, target.login());
        setting = new Setting(version, target, names, maker, recording, leftovers);
    }

    Result run() throws InterruptedException {
        long start = System.nanoTime();
        Outcome outcome = held();
        for (Side side : sides.values()) {
            side.close();
        }
        leftovers.remove();
        return new Result(scenario, version, outcome, recording.said(), System.nanoTime() - start);
    }

    private Outcome held() throws InterruptedException {
        for (Step step : scenario.steps()) {
            if (step.only() == null || step.only() == version) {
                try {
                    take(step);
                } catch (Mismatch e) {
                    return failed(step.line(), step.text(), e.what);
                } catch (IOException e) {
                    return failed(step.line(), step.text(), "no connection: " + e.getMessage());
                } catch (RuntimeException e) {
                    return failed(step.line(), step.text(), "the conversation is wrong: " + e.getMessage());
                }
            }
        }
        for (Side side : sides.values()) {
            try {
                side.leave();
            } catch (Mismatch e) {
                return failed(0, "", "at the end " + e.what);
            }
        }
        List<Finding> violations = recording.violations();
        return violations.isEmpty() ? new Outcome.Passed() : failed(0, "", "the server broke a rule");
    }

    private Outcome failed(int line, String expected, String why) {
        List<String> cited = new ArrayList<>();
        StringBuilder all = new StringBuilder(why);
        for (Finding it : recording.violations()) {
            cited.add(it.citation().place());
            all.append("\n")
                    .append(it.field().label())
                    .append(": expected that ")
                    .append(it.demands());
            all.append(it.found().isEmpty() ? "" : "; found " + it.found());
            all.append(" [")
                    .append(it.citation().place())
                    .append(" of ")
                    .append(it.version().number())
                    .append(']');
        }
        return new Outcome.Failed(line, expected, all.toString(), cited);
    }

    private void take(Step step) throws Mismatch, IOException, InterruptedException {
        switch (step) {
            case Step.Send it -> {
                int times = PacketWords.number(names.expand(it.times()));
                for (int i = 1; i <= times; i++) {
                    names.count(i);
                    side(it.client()).send(it.message());
                }
            }
            case Step.Expect it -> {
                Duration within = it.within() == null ? target.timeout() : it.within();
                int times = PacketWords.number(names.expand(it.times()));
                for (int i = 1; i <= times; i++) {
                    names.count(i);
                    side(it.client()).expect(it.alternatives(), i == 1 ? it.optional() : List.of(), within);
                }
            }
            case Step.End it -> side(it.client()).end(it.isReset());
            case Step.Pause it -> Thread.sleep(it.time());
        }
    }

    private Side side(String client) {
        return sides.computeIfAbsent(client, name -> new Side(name, setting));
    }
}
