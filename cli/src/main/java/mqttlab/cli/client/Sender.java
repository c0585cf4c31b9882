package mqttlab.cli.client;

import mqttlab.cli.command.Status;
import mqttlab.client.Message;
import mqttlab.client.Reconnect;

/// Publishes one message, once or several times.
///
/// @param pause between them, in nanoseconds
record Sender(Message message, long times, long pause) implements Speech {

    /// Who publishes once can be told that it failed.
    @Override
    public Reconnect reconnect() {
        return times > 1 ? Reconnect.STANDARD : Reconnect.NEVER;
    }

    /// Of a session that goes on: nobody wants it.
    @Override
    public boolean received(Talk talk, Message message) {
        return true;
    }

    @Override
    public int speak(Talk talk) {
        for (long i = 0; i < times && !talk.end.isReached(); i++) {
            if (i > 0 && pause > 0) {
                talk.end.pause(pause);
            }
            if (!talk.end.isReached()) {
                talk.end.await(talk.publish(message));
            }
        }
        return talk.end.isReached() ? talk.end.await() : Status.OK;
    }
}
