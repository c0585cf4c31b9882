package mqttlab.finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// The numbered statements of one version of the standard; read when first asked for.
public final class Catalogue {

    private static final class V311 {
        static final Catalogue INSTANCE = new Catalogue("3.1.1.tsv");
    }

    private static final class V5 {
        static final Catalogue INSTANCE = new Catalogue("5.0.tsv");
    }

    private final Map<String, Statement> statements = new LinkedHashMap<>();

    private Catalogue(String file) {
        try (BufferedReader rows = open(file)) {
            rows.readLine();
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                String[] cells = row.split("\t", -1);
                Statement.Scope scope = Statement.Scope.valueOf(cells[4].toUpperCase(Locale.ROOT));
                statements.put(cells[0], new Statement(cells[0], cells[1], cells[2], cells[3], scope, cells[5]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader open(String file) {
        InputStream in = Catalogue.class.getResourceAsStream("/mqttlab/standard/" + file);
        if (in == null) {
            throw new IllegalStateException("The program lacks its file mqttlab/standard/" + file);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /// The statements of this version; MQTT 3.1 has no numbers of its own, and is measured by those of 3.1.1.
    public static Catalogue of(Version version) {
        return version == Version.V5 ? V5.INSTANCE : V311.INSTANCE;
    }

    /// The statement with this number, or null.
    public @Nullable Statement find(String id) {
        return statements.get(id);
    }

    /// All statements, in the order of the standard.
    public Collection<Statement> all() {
        return Collections.unmodifiableCollection(statements.values());
    }
}
