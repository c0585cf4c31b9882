package mqttlab.cli.explain;

import java.util.ArrayList;
import java.util.List;
import mqttlab.filter.Nearest;

/// Finds what somebody asks for, in all chapters.
final class Explainer {

    private final List<Chapter> chapters = List.of(
            new FieldChapter(),
            new PacketChapter(),
            new PropertyChapter(),
            new CodeChapter(),
            new ReturnCodeChapter(),
            new StatementChapter(),
            new VersionChapter());

    /// All that the text may mean; one kind alone where its first word asks for that, and there is such a thing.
    List<Article> find(String text) {
        Query query = Query.of(text);
        List<Article> found = new ArrayList<>();
        for (Chapter chapter : chapters) {
            Query within = query.within(chapter.kind());
            if (within != null) {
                found.addAll(chapter.find(within));
            }
        }
        if (found.isEmpty()) {
            for (Chapter chapter : chapters) {
                found.addAll(chapter.find(query));
            }
        }
        return found;
    }

    /// "; did you mean this?" for what was not found, or "".
    String question(String text) {
        List<String> names = new ArrayList<>();
        for (Chapter chapter : chapters) {
            names.addAll(chapter.names());
        }
        return Nearest.question(Nearest.of(Query.of(text).text(), names));
    }
}
