package mqttlab.cli.lint;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import mqttlab.cli.command.Output;
import mqttlab.finding.Catalogue;
import mqttlab.finding.Finding;
import mqttlab.finding.Party;
import mqttlab.finding.Severity;
import mqttlab.finding.SeverityCounts;
import mqttlab.finding.Statement;
import mqttlab.finding.Wording;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/// Findings in SARIF 2.1.0, for code-scanning tools.
///
/// These think in lines of text: the frame stands as the line, and what SARIF has no place for in `properties`.
final class LintSarif implements LintPrinter {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final JsonGenerator json;
    private final String program;
    /// What was broken, and what it demands.
    private final Map<String, Finding> rules = new LinkedHashMap<>();

    /// @param program the version of `mqttlab`
    LintSarif(Output output, String program) {
        this.program = program;
        // A client's identifier may hold what controls a terminal.
        JsonMapper mapper = JsonMapper.builder()
                .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                .defaultPrettyPrinter(new DefaultPrettyPrinter())
                .build();
        json = mapper.writer(new Escapes()).createGenerator(output);
    }

    /// DEL is ASCII, and controls terminals.
    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int code) {
            return null;
        }
    }

    @Override
    public void begin() {
        json.writeStartObject();
        json.writeStringProperty("$schema", SCHEMA);
        json.writeStringProperty("version", "2.1.0");
        json.writeArrayPropertyStart("runs");
        json.writeStartObject();
        json.writeArrayPropertyStart("results");
    }

    @Override
    public void finding(Found found) {
        Finding finding = found.finding();
        Party offender = finding.offender();
        String rule = rule(finding);
        rules.putIfAbsent(rule, finding);
        json.writeStartObject();
        json.writeStringProperty("ruleId", rule);
        json.writeStringProperty("level", level(finding.severity()));
        json.writeObjectPropertyStart("message");
        json.writeStringProperty("text", message(found));
        json.writeEndObject();
        location(found);
        json.writeObjectPropertyStart("properties");
        json.writeNumberProperty(found.unit(), found.number());
        if (found.unit().equals("frame")) {
            json.writeNumberProperty("stream", finding.stream());
        }
        json.writeStringProperty("client", found.client());
        json.writeStringProperty("offender", offender == null ? "unknown" : offender.toString());
        json.writeArrayPropertyStart("also");
        finding.citation().also().forEach(json::writeString);
        json.writeEndArray();
        json.writeNumberProperty("offset", finding.offset());
        json.writeNumberProperty("length", finding.length());
        json.writeStringProperty("field", finding.field().name());
        json.writeStringProperty("reaction", finding.reaction().text());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void location(Found found) {
        json.writeArrayPropertyStart("locations");
        json.writeStartObject();
        if (!found.file().equals(STANDARD_INPUT)) {
            json.writeObjectPropertyStart("physicalLocation");
            json.writeObjectPropertyStart("artifactLocation");
            json.writeStringProperty("uri", uri(found.file()));
            json.writeEndObject();
            json.writeObjectPropertyStart("region");
            json.writeNumberProperty("startLine", found.number());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeArrayPropertyStart("logicalLocations");
        json.writeStartObject();
        json.writeStringProperty("name", found.unit() + " " + found.number());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    /// The file as a URI (RFC 3986), relative where its path is.
    private static String uri(String file) {
        StringBuilder uri = new StringBuilder(file.startsWith("/") ? "file://" : "");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean isPlain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (isPlain || "/-._~".indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append('%').append(HEX.toHexDigits(b));
            }
        }
        return uri.toString();
    }

    private static String message(Found found) {
        Finding finding = found.finding();
        TextBuffer text = new TextBuffer().add(found.unit()).add(' ').add(found.number());
        LintLines.offender(text, finding.offender(), found.client());
        LintLines.place(text, finding);
        text.add(": ");
        Wording.sentence(text, finding);
        return text.toString();
    }

    /// "5.0/MQTT-3.1.0-2", "3.1.1/3.8.3", or the demand itself where no version of the standard has it.
    private static String rule(Finding finding) {
        String place = finding.citation().place();
        return place.isEmpty() ? finding.demands() : finding.version().number() + "/" + place;
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case VIOLATION -> "error";
            case WARNING -> "warning";
            case NOTE -> "note";
        };
    }

    @Override
    public void end(SeverityCounts counts, int files) {
        json.writeEndArray();
        json.writeObjectPropertyStart("tool");
        json.writeObjectPropertyStart("driver");
        json.writeStringProperty("name", "mqttlab");
        json.writeStringProperty("version", program);
        json.writeArrayPropertyStart("rules");
        rules.forEach(this::describe);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    /// What the statement demands, or of a rule without number where it stands: several share a section.
    private static String demand(Finding finding) {
        Statement statement =
                Catalogue.of(finding.version()).find(finding.citation().place());
        if (statement != null) {
            return statement.summary();
        }
        String place = finding.citation().place();
        return place.isEmpty()
                ? "Expected that " + finding.demands() + "."
                : "A rule without number in section " + place + " of MQTT "
                        + finding.version().number() + ".";
    }

    private void describe(String id, Finding finding) {
        json.writeStartObject();
        json.writeStringProperty("id", id);
        json.writeObjectPropertyStart("shortDescription");
        json.writeStringProperty("text", demand(finding));
        json.writeEndObject();
        json.writeStringProperty(
                "helpUri",
                switch (finding.version()) {
                    case V3_1 -> "https://public.dhe.ibm.com/software/dw/webservices/ws-mqtt/mqtt-v3r1.html";
                    case V3_1_1 -> "https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/mqtt-v3.1.1.html";
                    case V5 -> "https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html";
                });
        json.writeEndObject();
    }
}
