package mqttlab.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Which of the known names may have been meant by an unknown one.
public final class Nearest {

    private static final int MOST = 3;
    /// Nobody mistypes a longer name.
    private static final int LONGEST = 64;
    /// Shorter parts of names begin too many.
    private static final int SHORTEST_PART = 3;

    private record Candidate(String name, int distance) {}

    private final String wanted;
    /// What stands behind the last point.
    private final String part;
    private final List<Candidate> candidates = new ArrayList<>();

    Nearest(String wanted) {
        this.wanted = wanted.toLowerCase(Locale.ROOT);
        this.part = words(wanted.substring(wanted.lastIndexOf('.') + 1));
    }

    /// Up to three of `names`, the nearest first.
    public static List<String> of(String wanted, Iterable<String> names) {
        Nearest nearest = new Nearest(wanted);
        for (String name : names) {
            nearest.offer(name);
        }
        return nearest.names();
    }

    void offer(String name) {
        int limit = Math.max(2, wanted.length() / 4);
        if (wanted.length() <= LONGEST && Math.abs(name.length() - wanted.length()) <= limit) {
            add(name, edits(wanted, name.toLowerCase(Locale.ROOT)), limit);
        }
        String words = ' ' + words(name);
        if (part.length() >= SHORTEST_PART && (words.contains(' ' + part) || words.endsWith(part))) {
            add(name, 2, limit);
        }
    }

    /// Offers a name with what people call it.
    void offer(String name, String label) {
        offer(name);
        String words = words(label).replace(" ", "");
        if (part.length() >= SHORTEST_PART && words.startsWith(part.replace(" ", ""))) {
            add(name, 1 + (words.length() - part.length()) / 8, Integer.MAX_VALUE);
        }
    }

    private void add(String name, int distance, int limit) {
        if (distance <= limit) {
            candidates.add(new Candidate(name, distance));
        }
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ').replace('.', ' ');
    }

    /// Up to three, the nearest first; of those equally near, the shortest. Only one where the case alone is wrong.
    List<String> names() {
        candidates.sort(Comparator.comparingInt(Candidate::distance)
                .thenComparingInt(candidate -> candidate.name().length())
                .thenComparing(Candidate::name));
        boolean isCase = !candidates.isEmpty() && candidates.getFirst().distance() == 0;
        return first(candidates.stream()
                .filter(candidate -> !isCase || candidate.distance() == 0)
                .map(Candidate::name)
                .toList());
    }

    /// The first three of `names`, each once.
    static List<String> first(List<String> names) {
        return names.stream().distinct().limit(MOST).toList();
    }

    /// "; did you mean these?", or nothing where there are none.
    public static String question(List<String> names) {
        int last = names.size() - 1;
        if (last < 0) {
            return "";
        }
        String others = String.join(", ", names.subList(0, last));
        return "; did you mean " + others + (last == 0 ? "" : " or ") + names.get(last) + "?";
    }

    /// How many letters to add, take away, change, or swap with their neighbour.
    private static int edits(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] free = before;
            before = above;
            above = row;
            row = free;
        }
        return above[b.length()];
    }
}
