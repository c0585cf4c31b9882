package mqttlab.cli.option;

import java.util.ArrayList;
import java.util.List;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Status;
import mqttlab.fields.Layout;
import mqttlab.fields.Rows;
import mqttlab.filter.Catalogue;
import mqttlab.filter.Term;

/// The options `-e` and `-E`, of commands that print columns with `-T fields`.
public final class ColumnOptions<S> {

    private final Catalogue<S> catalogue;
    private final Options.Value<List<String>> columns;
    private final Options.Value<List<String>> settings;

    public ColumnOptions(Options options, Catalogue<S> catalogue) {
        this.catalogue = catalogue;
        columns = options.texts("-e", "FIELD", "A column of -T fields, such as mqtt.topic.");
        settings = options.texts(
                "-E",
                "SETTING",
                "How -T fields prints: header=y, separator=/t, aggregator=/s, occurrence=f|l|a, quote=d|s|n,"
                        + " escape=n.");
    }

    public boolean isGiven() {
        return !columns.get().isEmpty();
    }

    public Rows<S> rows() {
        if (columns.get().isEmpty()) {
            throw new Failure(Status.USAGE, "-T fields: expected columns, such as -e mqtt.msgtype -e mqtt.topic");
        }
        List<Term<S>> terms = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : columns.get()) {
            Term<S> term = catalogue.find(name);
            if (term == null) {
                List<String> near = catalogue.nearest(name);
                unknown.add(name + (near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)"));
            } else {
                terms.add(term);
            }
        }
        if (!unknown.isEmpty()) {
            throw new Failure(Status.USAGE, "-e: there is no field " + String.join(", ", unknown));
        }
        return new Rows<>(terms, layout());
    }

    private Layout layout() {
        Layout layout = Layout.DEFAULT;
        for (String setting : settings.get()) {
            try {
                layout = layout.with(setting);
            } catch (IllegalArgumentException e) {
                throw new Failure(Status.USAGE, "-E: " + e.getMessage());
            }
        }
        return layout;
    }
}
