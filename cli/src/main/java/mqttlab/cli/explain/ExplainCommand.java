package mqttlab.cli.explain;

import java.util.List;
import mqttlab.cli.command.Command;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.option.ColorOption;
import mqttlab.cli.text.Page;
import mqttlab.dissector.Paint;
import mqttlab.packet.Show;

/// `mqttlab explain`: says what a thing of MQTT is.
public final class ExplainCommand implements Command {

    /// How articles are printed.
    enum Format {
        TEXT,
        JSON
    }

    /// More meanings than these are listed, a line for each.
    private static final int MOST = 4;

    private final Options options = new Options();
    // @formatter:off
    private final Options.Value<List<String>> thing = options.parameters("THING", "A field, packet type, property, reason code, statement or version, by name or number; or a topic filter, and topics to try it on.");
    private final Options.Value<Format> format = options.choice("-T", Format.TEXT, "How to print.");
    // @formatter:on
    private final ColorOption color = new ColorOption(options);

    @Override
    public Options options() {
        return options;
    }

    @Override
    public int run(Streams streams) {
        Paint paint = color.isOn(streams.terminal()) ? Paint.COLOR : Paint.PLAIN;
        Page page = new Page(streams.out()::write, paint, streams.terminal().columns());
        List<String> words = thing.get();
        if (words.isEmpty()) {
            throw new Failure(Status.USAGE, "expected a THING\nTry 'mqttlab explain --help'.");
        }
        if (TopicArticles.isFilter(words.getFirst())) {
            print(page, TopicArticles.of(words.getFirst(), words.subList(1, words.size())), false);
            return Status.OK;
        }
        String text = String.join(" ", words);
        Explainer explainer = new Explainer();
        List<Article> found = explainer.find(text);
        if (found.isEmpty()) {
            throw new Failure(
                    Status.FAILED,
                    "explain: nothing in MQTT is called '" + Show.escaped(text) + "'" + explainer.question(text));
        }
        print(page, found, found.size() > MOST);
        return Status.OK;
    }

    private void print(Page page, List<Article> articles, boolean isList) {
        switch (format.get()) {
            case TEXT -> text(page, articles, isList);
            case JSON -> {
                JsonForm form = new JsonForm(page);
                articles.forEach(form::print);
            }
        }
    }

    private static void text(Page page, List<Article> articles, boolean isList) {
        TextForm form = new TextForm(page);
        if (isList) {
            form.list(articles);
            return;
        }
        for (int i = 0; i < articles.size(); i++) {
            if (i > 0) {
                page.gap();
            }
            form.print(articles.get(i));
        }
    }
}
