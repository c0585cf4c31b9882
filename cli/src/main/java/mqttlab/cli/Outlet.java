package mqttlab.cli;

import mqttlab.capture.file.CapturedFrame;
import mqttlab.filter.Filter;
import mqttlab.finding.Finding;
import org.jspecify.annotations.Nullable;

/// Where packets go that a [Dissection] is done with: through a filter to a view.
sealed class Outlet permits OutletApart {

    private final @Nullable Filter<Seen> filter;
    private final View view;
    private long shownTime = CapturedFrame.NO_TIME;

    /// @param filter null to let all packets pass
    Outlet(@Nullable Filter<Seen> filter, View view) {
        this.filter = filter;
        this.view = view;
    }

    /// One that shows packets in a thread of its own where there are many, if the view may be there.
    static Outlet of(@Nullable Filter<Seen> filter, View view) {
        return view.mayBeApart() ? new OutletApart(filter, view) : new Outlet(filter, view);
    }

    final View view() {
        return view;
    }

    /// Takes a packet. Returns one that may be filled anew.
    Seen packet(Seen seen) {
        show(seen);
        return seen;
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

    final void show(Step step) {
        switch (step) {
            case Seen seen -> show(seen);
            case Step.Event event -> view.event(event.event());
            case Step.Late late -> view.finding(late.connection(), late.finding());
        }
    }

    private void show(Seen seen) {
        seen.shownAfter(shownTime == CapturedFrame.NO_TIME ? seen.firstTime() : shownTime);
        if (filter == null || filter.test(seen)) {
            view.packet(seen);
            shownTime = seen.segment().frame().time();
        } else {
            view.hidden(seen);
        }
    }
}
