package mqttlab.cli;

import mqttlab.capture.file.CapturedFrame;
import mqttlab.filter.Filter;
import mqttlab.finding.Finding;
import org.jspecify.annotations.Nullable;

/// Where packets go that a [Dissection] is done with: through a filter to a view.
final class Outlet {

    private final @Nullable Filter<Seen> filter;
    private final View view;
    private long shownTime = CapturedFrame.NO_TIME;

    /// @param filter null to let all packets pass
    Outlet(@Nullable Filter<Seen> filter, View view) {
        this.filter = filter;
        this.view = view;
    }

    View view() {
        return view;
    }

    void event(Step.Event event) {
        view.event(event.event());
    }

    /// Takes what was noticed of a packet that went before.
    void finding(Watched connection, Finding finding) {
        view.finding(connection, finding);
    }

    /// Has everything shown that has come so far, as the next may take its time.
    void flush() {
        view.flush();
    }

    /// Waits until all is shown, since nothing more will come.
    void finish() {
        view.end();
    }

    /// Takes the next packet.
    void packet(Seen seen) {
        seen.shownAfter(shownTime == CapturedFrame.NO_TIME ? seen.firstTime() : shownTime);
        if (filter == null || filter.test(seen)) {
            view.packet(seen);
            shownTime = seen.segment().frame().time();
        } else {
            view.hidden(seen);
        }
    }
}
