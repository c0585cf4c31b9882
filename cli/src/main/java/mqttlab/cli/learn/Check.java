package mqttlab.cli.learn;

/// Whether a packet shows that a step is done. One that has to remember more than the lesson does is made anew for each
/// lesson.
@FunctionalInterface
interface Check {

    /// Looks at the next packet.
    ///
    /// @param past what was seen since the lesson began, this packet included
    Outcome look(Sight sight, Past past);
}
