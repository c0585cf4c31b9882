package mqttlab.cli.broker;

import java.nio.file.Path;
import java.util.Set;
import mqttlab.cli.command.Output;

/// How certificates are used, as commands to copy.
final class CertificateAdvice {

    private CertificateAdvice() {}

    static void print(Path folder, Set<String> clients, Output out) {
        String ca = quoted(folder.resolve("ca.crt"));
        String server =
                "--cert " + quoted(folder.resolve("server.crt")) + " --key " + quoted(folder.resolve("server.key"));
        out.println("");
        out.println("A server, and who trusts it:");
        out.println("  mqttlab broker --listen mqtts://127.0.0.1:8883 " + server);
        out.println("  mqttlab sub -p 8883 --cafile " + ca + " -t '#'");
        out.println("  mosquitto_sub -h localhost -p 8883 --cafile " + ca + " -t '#'");
        if (!clients.isEmpty()) {
            out.println("");
            out.println("With certificates of clients:");
            out.println("  mqttlab broker --listen mqtts://127.0.0.1:8883 " + server + " --cafile " + ca
                    + " --require-certificate");
        }
        for (String client : clients) {
            String own = " --cert " + quoted(folder.resolve(client + ".crt")) + " --key "
                    + quoted(folder.resolve(client + ".key"));
            out.println("  mqttlab pub -p 8883 --cafile " + ca + own + " -t test -m hello");
            out.println("  mosquitto_pub -h localhost -p 8883 --cafile " + ca + own + " -t test -m hello");
        }
        out.println("");
        out.println("Whoever has ca.key can make certificates that all of these trust.");
    }

    /// For a shell.
    private static String quoted(Path file) {
        String text = file.toString();
        boolean isPlain = text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-+=:@".indexOf(c) >= 0);
        return isPlain ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
