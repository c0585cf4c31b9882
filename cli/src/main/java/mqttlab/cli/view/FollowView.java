package mqttlab.cli.view;

import mqttlab.cli.command.Streams;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.text.Page;
import mqttlab.packet.Publish;
import mqttlab.packet.TextBuffer;
import org.jspecify.annotations.Nullable;

/// The messages of a client as they come and go: when, which way, to which topic, and what they say.
final class FollowView implements View {

    private static final int INDENT = 6;

    private final Streams streams;
    private final Page page;
    private final TimeColumn times;
    private final ClientChoice choice;
    private final PlainPayload plain = new PlainPayload();
    private final @Nullable PayloadReader payloads;
    private final TextBuffer out = new TextBuffer();

    FollowView(Account.Stage stage, ClientChoice choice) {
        streams = stage.streams();
        page = stage.page();
        times = stage.times();
        this.choice = choice;
        payloads = stage.payloads();
    }

    @Override
    public void packet(Seen seen) {
        if (!choice.includes(seen.connection()) || !(seen.packet() instanceof Publish it)) {
            hidden(seen);
            return;
        }
        boolean isSent = seen.sender() == Math.max(0, seen.client());
        out.clear();
        page.paint().bold(out);
        out.add(seen.segment().frame().number(), 5).add(' ');
        times.print(out, seen);
        out.add(isSent ? "  → " : "  ← ").escaped(PlainPayload.topic(seen.trace(), it));
        page.paint().end(out);
        out.add("  QoS ").add(it.qos());
        if (it.qos() > 0) {
            out.add(" id ").add(it.packetId());
        }
        out.add(it.dup() ? " DUP" : "").add(it.retain() ? " RETAIN" : "");
        int length = it.payload().length();
        out.add(", ").add(length).add(length == 1 ? " byte" : " bytes").add('\n');
        if (payloads != null) {
            payloads.read(seen.trace(), it);
        }
        if (payloads == null || !payloads.tree(out, INDENT)) {
            plain.lines(out, it, INDENT);
        }
        page.print(out);
    }

    @Override
    public void hidden(Seen seen) {
        if (payloads != null) {
            payloads.learn(seen.trace(), seen.packet());
        }
    }

    @Override
    public void flush() {
        streams.out().flush();
    }

    @Override
    public void end() {
        choice.check();
    }
}
