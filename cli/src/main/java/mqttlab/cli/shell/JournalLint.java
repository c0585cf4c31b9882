package mqttlab.cli.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Row;
import mqttlab.cli.command.Streams;

/// `lint`: that of the command line, and of the journal where no file is given.
final class JournalLint extends Filtering {

    /// To `lint` the journal is a capture on standard input, in which all is MQTT.
    private static final List<String> JOURNAL = List.of("-d", "tcp.port==0-65535,mqtt", "-");

    private final Session session;
    private final Command lint;

    JournalLint(Session session, Program program) {
        this.session = session;
        lint = program.commands().stream()
                .filter(it -> it.name().equals("lint"))
                .map(Row::make)
                .findFirst()
                .orElseThrow()
                .get();
    }

    @Override
    public Options options() {
        return lint.options();
    }

    @Override
    List<String> parameters(List<Line.Word> words) {
        Path opened = session.source().file();
        return !words.isEmpty()
                ? words.stream().map(Line.Word::text).toList()
                : opened == null ? JOURNAL : List.of(opened.toString());
    }

    @Override
    public int run(Streams streams) throws IOException {
        ByteArrayOutputStream journal = new ByteArrayOutputStream();
        long _ = session.journal().save(journal);
        return lint.run(new Streams(
                new ByteArrayInputStream(journal.toByteArray()),
                streams.out(),
                streams.err(),
                streams.terminal(),
                streams.interrupt(),
                streams.wire(),
                streams.server()));
    }
}
