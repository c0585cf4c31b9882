package mqttlab.dissector;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.finding.Finding;
import mqttlab.packet.Trace;

/// The entries of a trace behind which its findings are told: of those that cover a finding's first byte the last of
/// its field, or the last of all. Both may be very many, as where each code of a SUBACK is wrong.
final class Anchors {

    private static final int NOWHERE = -1;

    private final Map<Integer, List<Finding>> byEntry = new HashMap<>();

    Anchors(Trace trace, List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        List<Place> places = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            places.add(new Place(finding));
        }
        List<Place> rising = new ArrayList<>(places);
        rising.sort(Comparator.comparingInt(place -> place.finding.offset()));
        int first = 0;
        for (int i = 0; i < trace.size(); i++) {
            int from = trace.offset(i);
            int last = from + Math.max(0, trace.length(i) - 1);
            // No entry begins before the one that stands before it.
            while (first < rising.size() && rising.get(first).finding.offset() < from) {
                first++;
            }
            for (int p = first; p < rising.size() && rising.get(p).finding.offset() <= last; p++) {
                rising.get(p).offer(trace, i);
            }
        }
        for (Place place : places) {
            byEntry.computeIfAbsent(place.entry, entry -> new ArrayList<>(1)).add(place.finding);
        }
    }

    /// What is told behind an entry, in the order in which it was noticed.
    List<Finding> at(int entry) {
        return byEntry.isEmpty() ? List.of() : byEntry.getOrDefault(entry, List.of());
    }

    /// What is told at the end.
    List<Finding> nowhere() {
        return at(NOWHERE);
    }

    private static final class Place {
        final Finding finding;
        int entry = NOWHERE;
        private boolean isSame;

        Place(Finding finding) {
            this.finding = finding;
        }

        void offer(Trace trace, int covering) {
            boolean isOfField = trace.field(covering).id() == finding.field().id();
            if (isOfField || !isSame) {
                entry = covering;
                isSame = isOfField;
            }
        }
    }
}
