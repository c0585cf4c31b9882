package mqttlab.cli.learn;

import mqttlab.packet.Publish;

/// A PUBLISH, with the connection that it came or went by.
record Sent(Sight sight, Publish message, Link link) {}
