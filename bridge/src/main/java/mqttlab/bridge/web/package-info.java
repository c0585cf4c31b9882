/// The web server: files of the jar, and WebSockets of pages, by Netty. Who may come in is decided at the
/// [mqttlab.bridge.web.Gate].
@NullMarked
package mqttlab.bridge.web;

import org.jspecify.annotations.NullMarked;
