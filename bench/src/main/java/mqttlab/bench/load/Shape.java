package mqttlab.bench.load;

/// What messages are like.
///
/// @param qos of publishing and of subscribing
/// @param bytes of payload
record Shape(int qos, int bytes) {}
