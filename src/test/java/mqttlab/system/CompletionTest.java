package mqttlab.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What shells and man(1) make of our scripts and pages.
class CompletionTest {

    /// What bash offers for the last word of a command line.
    private static List<String> offers(String... words) {
        Run script = Cli.run("completion", "bash");
        assertEquals(0, script.status(), script.err());
        String line = "'" + String.join("' '", words) + "'";
        String program = script.out() + "COMP_WORDS=(mqttlab " + line + ")\nCOMP_CWORD=" + words.length
                + "\n_mqttlab\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
        Run run = Run.of(new ProcessBuilder("bash", "-u"), program.getBytes(UTF_8));
        assertEquals("", run.err());
        assertEquals(0, run.status());
        return run.out().strip().lines().toList();
    }

    @Test
    void bashCompletes() {
        Peer.need("bash");
        assertEquals(List.of("pcap", "pub", "passwd"), offers("p"));
        assertEquals(List.of("--will-topic", "--will-payload", "--will-qos", "--will-retain"), offers("pub", "--will"));
        assertEquals(List.of("--probe", "--probe-payload"), offers("connect", "--prob"));
        assertEquals(List.of("always", "new", "never"), offers("sub", "--retain-handling", ""));
        assertEquals(List.of("tlsv1.3", "tlsv1.2"), offers("pub", "-t", "a", "--tls-version", "tls"));
        assertEquals(List.of("--help"), offers("rr", "--hel"));
        // Then bash offers the names of files.
        assertEquals(List.of(), offers("pub", "--cafile", ""));
        assertEquals(List.of(), offers("pcap", "file"));
    }

    @Test
    void fishIsToldOfEachOption() {
        Run run = Cli.run("completion", "fish");
        String pub = "complete -c mqttlab -n '__fish_seen_subcommand_from pub' ";
        assertTrue(
                run.out().contains(pub + "-s h -l host -l hostname -r -d 'The server; localhost if not given.'\n"),
                run.out());
        assertTrue(run.out().contains("-l tls-version -x -a 'tlsv1.3 tlsv1.2' -d "), run.out());
        assertTrue(run.out().contains("-f -a pub -d 'Publish messages.'\n"), run.out());
        assertTrue(run.out().contains("such as \\'30 05 00"), run.out());
    }

    /// What fish offers for a command line, without the descriptions.
    private static List<String> fishOffers(String line) {
        String program = Cli.run("completion", "fish").out() + "\ncomplete -C '" + line + "'\n";
        Run run = Run.of(new ProcessBuilder("fish", "--no-config"), program.getBytes(UTF_8));
        assertEquals("", run.err());
        assertEquals(0, run.status());
        return run.out().lines().map(each -> each.split("\t")[0]).toList();
    }

    /// What describes the options says nothing beside.
    @Test
    void isAllThatIsPrinted() {
        for (String shell : List.of("bash", "zsh", "fish")) {
            assertEquals("", Run.mqttlab("completion", shell).err());
        }
    }

    @Test
    void fishCompletes() {
        Peer.need("fish");
        assertEquals(List.of("passwd", "pcap", "pub"), fishOffers("mqttlab p"));
        assertEquals(
                List.of("--will-payload", "--will-qos", "--will-retain", "--will-topic"),
                fishOffers("mqttlab pub --will"));
        assertEquals(List.of("always", "never", "new"), fishOffers("mqttlab sub --retain-handling "));
        assertEquals(List.of("tlsv1.2", "tlsv1.3"), fishOffers("mqttlab pub -t a --tls-version tls"));
    }

    /// A shell that types into another, since zsh completes only for who types.
    private static final String ZSH = """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "autoload -Uz compinit; compinit -D -u; source $1"
        zpty -w shell 'mqttlab() { print -r -- "<$*>" }'
        for line in pu 'pub --will-r' 'sub --retain-handling al'; do
            zpty -w shell "mqttlab $line"$'\\t'
            zpty -r shell said '*<[a-z]*>*'
            print -r -- "${${said##*<}%%>*}"
        done
        """;

    @Test
    void zshCompletes(@TempDir Path directory) throws IOException {
        Peer.need("zsh");
        Path script = Files.writeString(
                directory.resolve("script"), Cli.run("completion", "zsh").out());
        Run run = Run.of(new ProcessBuilder("zsh", "-f", "-s", script.toString()), ZSH.getBytes(UTF_8));
        assertEquals("", run.err());
        assertEquals(
                "pub\npub --will-retain\nsub --retain-handling always\n",
                run.out().replaceAll(" +\n", "\n"));
    }

    @Test
    void zshTakesThatOfBash() {
        String zsh = Cli.run("completion", "zsh").out();
        assertTrue(zsh.contains("bashcompinit\n_mqttlab() {\n"), zsh);
        assertTrue(zsh.endsWith("complete -o default -F _mqttlab mqttlab\n"), zsh);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pub", "sub", "connect", "pcap", "decode", "completion"})
    void groffReadsThePages(String command) {
        Run page = command.isEmpty() ? Cli.run("man") : Cli.run("man", command);
        assertEquals(0, page.status(), page.err());
        assertTrue(page.out().startsWith(".TH MQTTLAB"), page.out());
        Peer.need("groff");
        Run run = Run.of(new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", "-P-cbou"), page.bytes());
        assertEquals("", run.err());
        assertEquals(0, run.status());
        assertTrue(run.out().contains("SYNOPSIS"), run.out());
    }

    @Test
    void saysWhatItDoesNotKnow() {
        assertEquals(2, Cli.run("completion", "tcsh").status());
        assertEquals(2, Cli.run("completion").status());
        assertEquals(2, Cli.run("man", "nothing").status());
    }
}
