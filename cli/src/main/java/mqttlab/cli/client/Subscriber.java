package mqttlab.cli.client;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Status;
import mqttlab.client.Message;
import mqttlab.client.Reconnect;
import mqttlab.packet.PacketType;
import mqttlab.packet.Properties;
import mqttlab.packet.ReasonCode;
import mqttlab.packet.SubAck;
import mqttlab.packet.Subscribe;
import mqttlab.packet.UnsubAck;

/// Subscribes, and prints what comes until the end.
final class Subscriber implements Speech {

    /// What is wanted of the server.
    ///
    /// @param endsSubscribed whether its answer is all
    /// @param isRate whether to print only how many messages come in a second
    record Wish(
            List<Subscribe.Request> requests,
            Properties properties,
            List<String> unsubscribe,
            Properties unsubscribeProperties,
            boolean endsSubscribed,
            boolean isRate) {}

    private final Wish wish;
    private final MessageFilter filter;
    private final MessagePrinter printer;
    private final long most;
    private final AtomicLong count = new AtomicLong();

    /// @param most after how many messages to end, 0 for never
    Subscriber(Wish wish, MessageFilter filter, MessagePrinter printer, long most) {
        this.wish = wish;
        this.filter = filter;
        this.printer = printer;
        this.most = most;
    }

    @Override
    public long most() {
        return most;
    }

    @Override
    public Reconnect reconnect() {
        return Reconnect.STANDARD;
    }

    @Override
    public int interrupted() {
        return Status.OK;
    }

    @Override
    public int speak(Talk talk) {
        int refused = wish.requests.isEmpty() ? 0 : subscribe(talk);
        if (!wish.unsubscribe.isEmpty()) {
            int kept = unsubscribe(talk);
            refused = refused == 0 ? kept : refused;
        }
        talk.streams.wire().ready();
        if (!wish.endsSubscribed) {
            if (wish.isRate) {
                printRate(talk);
            }
            talk.end.await();
        }
        return refused;
    }

    /// Returns the code of the first subscription that is refused while another is granted, or 0.
    private int subscribe(Talk talk) {
        SubAck answer = talk.end.await(talk.client.subscribeAsync(wish.requests, wish.properties));
        int refused = 0;
        int granted = 0;
        for (int i = 0; i < answer.codes().size(); i++) {
            int code = answer.codes().get(i);
            if (code < 0x80) {
                granted++;
                continue;
            }
            refused = refused == 0 ? code : refused;
            String told = "the server refused the subscription to "
                    + wish.requests.get(i).filter() + ": " + meaning(PacketType.SUBACK, code);
            if (granted == 0 && i == answer.codes().size() - 1) {
                throw new Failure(refused, told);
            }
            talk.say(told);
        }
        return refused;
    }

    /// Returns the first code with which the server refuses to end a subscription, or 0. Before 5.0 there are none.
    private int unsubscribe(Talk talk) {
        UnsubAck answer = talk.end.await(talk.client.unsubscribeAsync(wish.unsubscribe, wish.unsubscribeProperties));
        int refused = 0;
        for (int i = 0; i < answer.codes().size(); i++) {
            int code = answer.codes().get(i);
            if (code >= 0x80) {
                talk.say("the server refused to end the subscription to " + wish.unsubscribe.get(i) + ": "
                        + meaning(PacketType.UNSUBACK, code));
                refused = refused == 0 ? code : refused;
            }
        }
        return refused;
    }

    private static String meaning(PacketType answer, int code) {
        ReasonCode known = ReasonCode.of(answer, code);
        return (known == null ? "unknown reason" : known.text()) + " (0x" + Integer.toHexString(code) + ")";
    }

    private void printRate(Talk talk) {
        long before = 0;
        while (!talk.end.isReached()) {
            talk.end.pause(TimeUnit.SECONDS.toNanos(1));
            long now = count.get();
            if (!talk.end.isReached()) {
                talk.streams.out().println(Long.toString(now - before)).flush();
            }
            before = now;
        }
    }

    @Override
    public boolean received(Talk talk, Message message) {
        if (filter.isEnd(message)) {
            return false;
        }
        if (!filter.accepts(talk, message)) {
            return true;
        }
        if (!wish.isRate) {
            printer.print(message);
        }
        return count.incrementAndGet() != most;
    }

    @Override
    public void pause(Talk talk) {
        if (!wish.isRate) {
            printer.flush();
        }
    }
}
