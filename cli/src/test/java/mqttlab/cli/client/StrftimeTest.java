package mqttlab.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import mqttlab.packet.TextBuffer;
import org.junit.jupiter.api.Test;

class StrftimeTest {

    private static final String CONVERSIONS = "aAbBcCdDeFgGhHIjklmMNpPrRsSTuUVwWxXyYzZ%";

    private static String ours(ZonedDateTime at) {
        TextBuffer out = new TextBuffer();
        for (int i = 0; i < CONVERSIONS.length(); i++) {
            Strftime.add(out, at, CONVERSIONS.charAt(i));
            out.add('\n');
        }
        return out.toString();
    }

    /// GNU date has the C library's conversions.
    private static String date(ZonedDateTime at) throws IOException {
        StringBuilder format = new StringBuilder("+");
        for (int i = 0; i < CONVERSIONS.length(); i++) {
            format.append('%').append(CONVERSIONS.charAt(i)).append('\n');
        }
        String when = "@" + at.toEpochSecond() + "." + String.format("%09d", at.getNano());
        ProcessBuilder date = new ProcessBuilder("date", "-d", when, format.substring(0, format.length() - 1));
        date.environment().put("LC_ALL", "C");
        date.environment().put("TZ", at.getZone().getId());
        return new String(date.start().getInputStream().readAllBytes(), UTF_8);
    }

    @Test
    void isThatOfTheCLibrary() throws IOException {
        assumeTrue(Files.exists(Path.of("/usr/share/zoneinfo/Asia/Kolkata")));
        List<String> times = new ArrayList<>(List.of(
                "2024-12-30T23:59:59.000000001Z",
                "2021-01-03T00:00:00Z",
                "2026-11-22T11:02:00.123456789Z",
                "2000-02-29T12:00:00Z",
                "1999-12-31T13:05:09.5Z",
                "2026-07-01T01:00:00Z"));
        for (String time : times) {
            for (String zone : List.of("UTC", "Asia/Kolkata", "America/St_Johns")) {
                ZonedDateTime at = Instant.parse(time).atZone(ZoneId.of(zone));
                assertEquals(date(at), ours(at), time + " " + zone);
            }
        }
    }

    @Test
    void leavesUnknownConversions() {
        TextBuffer out = new TextBuffer();
        Strftime.add(out, Instant.EPOCH.atZone(ZoneId.of("UTC")), 'Q');
        assertEquals("%Q", out.toString());
    }
}
