package mqttlab.bridge.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of the pages, which are in the jar.
final class Assets {

    private static final String FOLDER = "/mqttlab/bridge/page/";

    private static final String HTML = "text/html; charset=utf-8",
            CSS = "text/css; charset=utf-8",
            SCRIPT = "text/javascript; charset=utf-8",
            SVG = "image/svg+xml";

    /// A path, the file behind it, and its type.
    private record Row(String path, String file, String type) {}

    // @formatter:off
    private static final Row[] ROWS = {
        new Row("/", "messages.html", HTML),
        new Row("/style.css", "style.css", CSS),
        new Row("/icon.svg", "icon.svg", SVG),
        new Row("/messages.js", "messages.js", SCRIPT),
        new Row("/dom.js", "dom.js", SCRIPT),
        new Row("/socket.js", "socket.js", SCRIPT),
        new Row("/text.js", "text.js", SCRIPT),
        new Row("/topics.js", "topics.js", SCRIPT),
        new Row("/log.js", "log.js", SCRIPT),
        new Row("/plot.js", "plot.js", SCRIPT),
        new Row("/json.js", "json.js", SCRIPT),
        new Row("/publish.js", "publish.js", SCRIPT),
        new Row("/packets", "packets.html", HTML),
        new Row("/packets.css", "packets.css", CSS),
        new Row("/packets.js", "packets.js", SCRIPT),
        new Row("/fields.js", "fields.js", SCRIPT),
        new Row("/ladder.js", "ladder.js", SCRIPT),
    };
    // @formatter:on

    /// A file.
    record Asset(byte[] bytes, String type) {}

    private final Map<String, Asset> assets = new HashMap<>();

    Assets() {
        for (Row row : ROWS) {
            assets.put(row.path, new Asset(read(row.file), row.type));
        }
    }

    private static byte[] read(String file) {
        try (InputStream in = Assets.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file " + FOLDER + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    Asset at(String path) {
        return assets.get(path);
    }
}
