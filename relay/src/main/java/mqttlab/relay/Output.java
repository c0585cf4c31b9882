package mqttlab.relay;

import mqttlab.packet.Direction;

/// What a [Passage] asks of the network. It is never called back from within.
interface Output {

    /// Sends bytes to the receiver of that direction. They are not changed afterwards.
    void send(Direction direction, byte[] bytes, int from, int to);

    /// Nothing more will be sent in that direction.
    void end(Direction direction);

    /// Closes both connections, once what was sent has left.
    void cut();

    /// Reads the sender of that direction no further, or on again.
    void pause(Direction direction, boolean on);

    /// Calls [Passage#tick] at that time, and not at one that was said before; [Long#MAX_VALUE] for never.
    void wake(long at);

    /// Something that is worth to be told once.
    void notice(String what);
}
