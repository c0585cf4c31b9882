package mqttlab.cli.view;

import mqttlab.cli.command.Output;
import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.dissector.HexDump;
import mqttlab.dissector.Paint;
import mqttlab.packet.TextBuffer;

/// The bytes of each packet.
final class HexView implements View {

    private final Output output;
    private final Paint paint;
    private final TextBuffer out = new TextBuffer();

    HexView(Streams streams, Paint paint) {
        this.output = streams.out();
        this.paint = paint;
    }

    @Override
    public void packet(Seen seen) {
        out.clear();
        out.add("Frame ").add(seen.segment().frame().number()).add('\n');
        HexDump.print(out, seen.trace(), paint);
        output.write(out.array(), 0, out.size());
    }

    @Override
    public void flush() {
        output.flush();
    }
}
