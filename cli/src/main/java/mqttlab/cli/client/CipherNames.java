package mqttlab.cli.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import mqttlab.client.transport.Tls;

/// The value of `--ciphers`: names of cipher suites as IANA or as OpenSSL writes them, between colons or commas.
final class CipherNames {

    private CipherNames() {}

    /// The names that the JDK knows the suites by.
    static String[] parse(String text) {
        SSLContext context = Tls.standard().context();
        List<String> supported =
                Arrays.asList(context.getSupportedSSLParameters().getCipherSuites());
        List<String> names = new ArrayList<>();
        for (String given : text.split("[:, ]+")) {
            String name = given.contains("_") ? given : iana(given);
            if (!supported.contains(name)) {
                throw Usage.wrong("--ciphers: the JDK has no cipher suite '" + given + "'"
                        + (name.equals(given) ? "" : " (" + name + ")") + "; it has, among others, "
                        + String.join(":", supported.subList(0, Math.min(4, supported.size()))));
            }
            names.add(name);
        }
        return names.toArray(String[]::new);
    }

    /// `ECDHE-RSA-AES128-GCM-SHA256` is `TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256`.
    static String iana(String openSsl) {
        String exchange = "RSA";
        String rest = openSsl;
        for (String prefix : List.of("ECDHE-ECDSA", "ECDHE-RSA", "DHE-RSA", "DHE-DSS")) {
            if (openSsl.startsWith(prefix + "-")) {
                exchange = prefix.replace('-', '_');
                rest = openSsl.substring(prefix.length() + 1);
            }
        }
        String cipher =
                rest.replace("AES128", "AES_128").replace("AES256", "AES_256").replace('-', '_');
        if (cipher.equals("CHACHA20_POLY1305")) {
            cipher += "_SHA256";
        } else if (!cipher.contains("_GCM_")) {
            cipher = cipher.replace("_SHA", "_CBC_SHA");
        }
        return "TLS_" + exchange + "_WITH_" + cipher;
    }
}
