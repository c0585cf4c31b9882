/// What a bridge knows and decides, without I/O: events of pages and of the MQTT side in, texts for pages and
/// [commands][mqttlab.bridge.hub.Upstream] for the MQTT side out.
///
/// A page's requests are read by [mqttlab.bridge.hub.Requests], and carried out by the [mqttlab.bridge.hub.Hub]; what
/// a page is to get waits in its [mqttlab.bridge.Outbox], which loses the oldest where the page is slow.
@NullMarked
package mqttlab.bridge.hub;

import org.jspecify.annotations.NullMarked;
