package mqttlab.cli.explain;

import java.util.List;

/// All things of one kind.
interface Chapter {

    Kind kind();

    /// What the query may mean here; nothing, one thing or several.
    List<Article> find(Query query);

    /// What its things are called, for those who ask for something like it.
    List<String> names();
}
