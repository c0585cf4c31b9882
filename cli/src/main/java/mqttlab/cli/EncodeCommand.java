package mqttlab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import mqttlab.cli.bytes.JsonPacket;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/// `mqttlab encode`: packets as JSON back into their bytes.
final class EncodeCommand implements Command {

    /// What to print.
    enum Target {
        /// The bytes themselves, or hexadecimal where the output is a terminal.
        AUTO,
        RAW,
        HEX,
        BASE64
    }

    private final Options options = new Options();
    private final Options.Value<@Nullable String> file = options.parameter(
            "FILE", "Packets as 'decode -T json' or '-T ndjson' prints them. Standard input by default.");
    private final Options.Value<Target> target =
            options.choice("--to", Target.AUTO, "What to print; auto: the bytes, or on a terminal hexadecimal.");

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) throws IOException {
        String name = file.get() == null || "-".equals(file.get()) ? "standard input" : file.get();
        boolean isTerminal = streams.terminal().isPresent();
        Target to = target.get() != Target.AUTO ? target.get() : isTerminal ? Target.HEX : Target.RAW;
        JsonMapper mapper = JsonMapper.shared();
        int count = 0;
        try (InputStream in = streams.open(file.get());
                MappingIterator<JsonNode> packets =
                        mapper.readerFor(JsonNode.class).readValues(in)) {
            while (packets.hasNextValue()) {
                count++;
                print(streams.out(), to, bytes(packets.nextValue(), name + ", packet " + count));
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place = at == null ? "" : " line " + at.getLineNr() + ", column " + at.getColumnNr() + ":";
            streams.out().flush();
            throw new Failure(Status.FAILED, name + ":" + place + " not JSON: " + reason(e));
        }
        if (count == 0) {
            throw new Failure(Status.FAILED, name + ": there is nothing to encode");
        }
        return Status.OK;
    }

    /// What Jackson says, without its remarks in brackets about where the text came from.
    private static String reason(JacksonException e) {
        String message = e.getOriginalMessage();
        int remark = message.indexOf(" (start marker");
        return remark < 0 ? message : message.substring(0, remark);
    }

    private static byte[] bytes(JsonNode packet, String place) {
        try {
            return JsonPacket.bytes(packet);
        } catch (IllegalArgumentException e) {
            throw new Failure(Status.FAILED, place + ", " + e.getMessage());
        }
    }

    private static void print(Output out, Target to, byte[] bytes) {
        switch (to) {
            case AUTO, RAW -> out.write(bytes);
            case HEX -> out.println(HexFormat.of().formatHex(bytes));
            case BASE64 -> out.println(Base64.getEncoder().encodeToString(bytes));
        }
    }
}
