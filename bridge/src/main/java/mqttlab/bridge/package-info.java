/// Messages of a broker in web pages: an MQTT client on one side, on the other a WebSocket that speaks JSON, and the
/// page that shows what comes. docs/bridge.md
///
/// What a bridge knows and decides is [mqttlab.bridge.hub], without I/O; [mqttlab.bridge.web] serves pages, and
/// connects them to any [mqttlab.bridge.Endpoint].
@NullMarked
package mqttlab.bridge;

import org.jspecify.annotations.NullMarked;
