package mqttlab.cli.explain;

import java.util.HexFormat;
import java.util.List;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;
import mqttlab.packet.Field;
import mqttlab.packet.TextBuffer;
import mqttlab.packet.Version;

/// Articles for programs, an object in a line for each.
final class JsonForm {

    private final Json json;

    JsonForm(Page page) {
        json = new Json(page);
    }

    void print(Article article) {
        json.object()
                .member("kind", article.kind().text())
                .member("title", article.title())
                .member("ask", article.ask())
                .member("lead", article.lead())
                .name("facts")
                .array();
        for (Article.Row row : article.rows()) {
            json.object().member("name", row.label()).name("values").array();
            row.texts().forEach(json::text);
            json.endArray().endObject();
        }
        json.endArray();
        Layout layout = article.layout();
        if (layout != null) {
            print(layout);
        }
        json.endObject().endLine();
    }

    private void print(Layout layout) {
        json.name("layout").object().name("parts").array();
        layout.parts().forEach(this::print);
        json.endArray().name("examples").array();
        layout.examples().forEach(this::print);
        json.endArray().endObject();
    }

    private void print(Layout.Part part) {
        json.object();
        field(part.field());
        json.name("versions").array();
        part.versions().forEach(version -> json.text(version.number()));
        json.endArray();
        flag("always", part.isAlways());
        flag("repeated", part.isRepeated());
        json.name("bits").array();
        for (Field bits : part.bits()) {
            json.object().member("mask", bits.mask());
            field(bits);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void flag(String name, boolean value) {
        json.name(name).raw(new TextBuffer(8).add(Boolean.toString(value)));
    }

    private void field(Field field) {
        json.member("field", field.name()).member("label", field.label()).member("meaning", field.meaning());
    }

    private void print(Version version, List<Layout.Run> runs) {
        json.object().member("version", version.number()).name("bytes").array();
        for (Layout.Run run : runs) {
            json.object()
                    .member("part", run.part())
                    .member("raw", HexFormat.of().formatHex(run.bytes().toArray()))
                    .endObject();
        }
        json.endArray().endObject();
    }
}
