package mqttlab.capture.tcp;

import mqttlab.capture.link.TcpSegment;

/// Gets what is sent over one connection. Direction 0 is that of the segment by which the connection became known.
///
/// A connection that has been closed may still bring data: what was on its way when it was reset.
public interface StreamHandler {

    /// Takes the next bytes of a direction.
    ///
    /// @param segment which brought the last of these bytes; it and the array are only lent
    void data(int direction, TcpSegment segment, byte[] bytes, int offset, int length);

    /// Notes that a frame without data has a comment.
    default void remark(int direction, TcpSegment segment) {}

    /// Notes that bytes of a direction are missing here and will not come.
    ///
    /// @param bytes how many, or 0 if that is not known
    void lost(int direction, long bytes);

    /// Notes that the other end has got bytes of a direction that were not handed over, or not before it had them: what
    /// it sends may answer them.
    default void unseen(int direction) {}

    /// Notes that bytes came again together with new ones; those that came first were taken.
    void overlapped(int direction, int bytes);

    /// Notes that a direction has been closed by its sender.
    ///
    /// @param time when it was, which may be long ago; [mqttlab.capture.file.CapturedFrame#NO_TIME] where not known
    void finished(int direction, long time);

    /// Notes that the connection has ended, so that whatever is not complete will stay so.
    ///
    /// @param by the direction that ended it last, or -1 where neither did
    void closed(Ending ending, int by);
}
