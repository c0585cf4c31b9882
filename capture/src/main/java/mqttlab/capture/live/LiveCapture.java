package mqttlab.capture.live;

import java.io.Closeable;
import java.io.EOFException;
import java.sql.Timestamp;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import mqttlab.capture.file.CapturedFrame;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.BlockingMode;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;

/// Steps through the frames of an interface as they come.
///
/// libpcap is asked without waiting and again after a moment: a call that waits cannot be ended on every system as
/// long as nothing is sent.
public final class LiveCapture implements Closeable {

    private static final int READ_TIMEOUT = 10; // milliseconds; immediate mode leaves it no meaning on most systems
    private static final long SHORTEST_PAUSE = 100_000; // nanoseconds
    private static final long LONGEST_PAUSE = 10_000_000;

    private final PcapHandle handle;
    private final int linkType;
    private final CapturedFrame frame = new CapturedFrame();
    private volatile boolean isStopped;

    private LiveCapture(PcapHandle handle) {
        this.handle = handle;
        linkType = LinkTypes.inFile(handle.getDlt());
    }

    /// Opens an interface.
    ///
    /// @param snapLength the most bytes to be kept of a frame
    /// @param promiscuous whether to see frames that are for others
    /// @param filter as in tcpdump, or null for everything
    public static LiveCapture open(String name, int snapLength, boolean promiscuous, @Nullable String filter)
            throws LiveException {
        LiveCapture capture;
        try {
            capture = new LiveCapture(handle(name, snapLength, promiscuous));
        } catch (LinkageError e) {
            throw LiveException.noLibrary(e);
        } catch (PcapNativeException e) {
            throw LiveException.noCapture(name, e);
        }
        try {
            capture.prepare(name, filter);
            return capture;
        } catch (LiveException e) {
            capture.close();
            throw e;
        }
    }

    private static PcapHandle handle(String name, int snapLength, boolean promiscuous) throws PcapNativeException {
        PcapHandle.Builder builder = new PcapHandle.Builder(name)
                .snaplen(snapLength)
                .promiscuousMode(promiscuous ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
                .timeoutMillis(READ_TIMEOUT)
                .immediateMode(true);
        try {
            return builder.timestampPrecision(TimestampPrecision.NANO).build();
        } catch (PcapNativeException e) {
            return builder.timestampPrecision(TimestampPrecision.MICRO).build(); // or it says again what is wrong
        }
    }

    private void prepare(String name, @Nullable String filter) throws LiveException {
        try {
            handle.setBlockingMode(BlockingMode.NONBLOCKING);
        } catch (PcapNativeException | NotOpenException e) {
            throw LiveException.other("cannot capture on " + name, e);
        }
        if (filter == null) {
            return;
        }
        try {
            handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
        } catch (PcapNativeException e) {
            throw LiveException.badFilter(filter, e);
        } catch (NotOpenException e) {
            throw LiveException.other("cannot capture on " + name, e);
        }
    }

    /// Waits for the next frame; no if it did not come in time, or if [#stop()] was called.
    ///
    /// @param nanos how long to wait, at most
    public boolean next(long nanos) throws LiveException {
        long begin = System.nanoTime();
        long pause = SHORTEST_PAUSE;
        while (!isStopped) {
            if (poll()) {
                return true;
            }
            long left = nanos - (System.nanoTime() - begin);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return false;
    }

    private boolean poll() throws LiveException {
        try {
            byte[] bytes = handle.getNextRawPacketEx();
            frame.next(time(handle.getTimestamp()), 0, linkType, handle.getOriginalLength(), bytes, 0, bytes.length);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (PcapNativeException | EOFException | NotOpenException e) {
            throw LiveException.other("the capture has ended", e);
        }
    }

    private static long time(Timestamp timestamp) {
        return Math.floorDiv(timestamp.getTime(), 1000) * 1_000_000_000L + timestamp.getNanos();
    }

    /// The frame after the last [#next(long)] that said yes; always the same object.
    public CapturedFrame frame() {
        return frame;
    }

    /// How frames begin, as files number it.
    public int linkType() {
        return linkType;
    }

    /// How many frames the system had to leave out because they came too fast, as far as it knows.
    public long dropped() {
        try {
            return handle.getStats().getNumPacketsDropped();
        } catch (PcapNativeException | NotOpenException e) {
            return 0;
        }
    }

    /// Makes [#next(long)] say no, soon. May be called from anywhere.
    public void stop() {
        isStopped = true;
    }

    /// Whether [#stop()] was called.
    public boolean isStopped() {
        return isStopped;
    }

    /// Closes the interface. May only be called where [#next(long)] is.
    @Override
    public void close() {
        handle.close();
    }
}
