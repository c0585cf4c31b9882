package mqttlab.cli.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import mqttlab.capture.mqtt.MqttExtractor;
import mqttlab.capture.mqtt.MqttLimits;
import mqttlab.capture.mqtt.PortRules;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Arrivals;
import mqttlab.cli.view.ReportOptions;
import mqttlab.cli.view.ViewOptions;

/// `packets`, and what else shows what was sent and received, as `mqttlab pcap` does of a file.
final class PacketsCommand extends Filtering {

    /// What stands beside the options.
    enum Parameter {
        /// A display filter, which may be left out.
        FILTER("FILTER", "Which packets, such as mqtt.topic == \"a/b\". Default: all."),
        /// The number of a packet's frame.
        NUMBER("N", "The number at the beginning of a packet's line."),
        /// A client, which may be left out.
        CLIENT("CLIENT", "One client, by its identifier or IP:PORT. Default: all."),
        NONE("", "");

        private final String label;
        private final String meaning;

        Parameter(String label, String meaning) {
            this.label = label;
            this.meaning = meaning;
        }
    }

    private final Session session;
    private final Parameter parameter;
    private final List<String> given;
    private final Options options = new Options();
    private final ViewOptions view = new ViewOptions(options);
    private final ReportOptions reports = new ReportOptions(options);

    /// @param given options that are always given; with [Parameter#CLIENT] the last of them gets the client
    PacketsCommand(Session session, Parameter parameter, String... given) {
        this.session = session;
        this.parameter = parameter;
        this.given = List.of(given);
        if (parameter != Parameter.NONE) {
            options.spec()
                    .usageMessage()
                    .customSynopsis("packets [OPTIONS] [" + parameter.label + "]")
                    .footer("", "  " + parameter.label + "  " + parameter.meaning);
        }
    }

    @Override
    public Options options() {
        return options;
    }

    @Override
    String label() {
        return parameter.label;
    }

    @Override
    List<String> parameters(List<Line.Word> words) {
        List<String> args = new ArrayList<>(given);
        if (words.isEmpty()) {
            return args;
        }
        switch (parameter) {
            case FILTER -> args.addAll(List.of("-Y", filter(words)));
            case NUMBER -> args.addAll(List.of("-Y", "frame.number == " + filter(words)));
            case CLIENT -> {
                String option = args.removeLast();
                args.add(option + "=" + words.getFirst().text());
                words.subList(1, words.size()).forEach(it -> args.add(it.text()));
            }
            case NONE -> words.forEach(it -> args.add(it.text()));
        }
        return args;
    }

    /// Notices whether anything is written.
    private static final class Noticing extends FilterOutputStream {

        private boolean isUsed;

        Noticing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            isUsed = true;
            out.write(bytes, offset, length);
        }
    }

    @Override
    public int run(Streams streams) throws IOException {
        Noticing shown = new Noticing(streams.out());
        Streams noticed = streams.withOut(new Output(shown));
        Arrivals arrivals = new Arrivals(view.dissection(noticed, false, reports));
        PortRules rules = session.source().isMqtt() ? PortRules.everywhere() : view.portRules();
        MqttExtractor extractor = new MqttExtractor(rules, MqttLimits.USUAL, arrivals);
        try {
            session.source().frames().read(frame -> {
                arrivals.frame(frame);
                extractor.accept(frame);
            });
        } finally {
            extractor.finish();
            arrivals.finish();
            noticed.out().flush();
        }
        view.report(streams);
        if (parameter == Parameter.NUMBER && !shown.isUsed) {
            throw new Failure(
                    Status.FAILED, "packet: none has this number, which is that of its frame; 'packets' shows them");
        }
        return Status.OK;
    }
}
