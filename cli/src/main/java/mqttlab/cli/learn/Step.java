package mqttlab.cli.learn;

/// What a learner does, and what shows that it is done.
///
/// @param name of the part of the stage's text about it
record Step(String name, Check check) {}
