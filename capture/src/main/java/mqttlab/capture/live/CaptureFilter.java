package mqttlab.capture.live;

import java.io.Closeable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import mqttlab.capture.file.CapturedFrame;
import org.pcap4j.core.BpfProgram;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/// A capture filter as in tcpdump, for the frames of a file: `tcp port 1883 and host 192.0.2.1`.
public final class CaptureFilter implements Closeable {

    private static final int ETHERNET = 1;
    private static final int SNAP_LENGTH = 262_144;

    private final String expression;
    private final Map<Integer, BpfProgram> programs = new HashMap<>(); // by link type, as each needs its own

    private CaptureFilter(String expression) {
        this.expression = expression;
    }

    /// Reads an expression.
    ///
    /// @throws LiveException if it is none, or there is no libpcap to understand it
    public static CaptureFilter of(String expression) throws LiveException {
        CaptureFilter filter = new CaptureFilter(expression);
        filter.compile(ETHERNET);
        return filter;
    }

    private BpfProgram compile(int linkType) throws LiveException {
        try (PcapHandle handle = Pcaps.openDead(LinkTypes.here(linkType), SNAP_LENGTH)) {
            BpfProgram program =
                    handle.compileFilter(expression, BpfCompileMode.OPTIMIZE, PcapHandle.PCAP_NETMASK_UNKNOWN);
            programs.put(linkType, program);
            return program;
        } catch (LinkageError e) {
            throw LiveException.noLibrary(e);
        } catch (PcapNativeException e) {
            throw LiveException.badFilter(expression, e);
        } catch (NotOpenException e) {
            throw LiveException.other("cannot compile a filter", e);
        }
    }

    /// Whether the frame is one that the filter wants.
    ///
    /// @throws LiveException if the filter makes no sense for the frame's link type
    public boolean accepts(CapturedFrame frame) throws LiveException {
        BpfProgram program = programs.get(frame.linkType());
        if (program == null) {
            program = compile(frame.linkType());
        }
        int start = frame.offset();
        byte[] bytes = Arrays.copyOfRange(frame.bytes(), start, start + frame.capturedLength());
        return program.applyFilter(bytes, frame.length(), bytes.length);
    }

    @Override
    public void close() {
        programs.values().forEach(BpfProgram::free);
        programs.clear();
    }
}
