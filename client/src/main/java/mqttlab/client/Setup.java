package mqttlab.client;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import mqttlab.client.store.SessionStore;
import mqttlab.client.transport.Step;
import mqttlab.client.transport.Transport;
import mqttlab.packet.ConnAck;
import org.jspecify.annotations.Nullable;

/// All that a client is told when it is built.
///
/// @param packets null for nobody
record Setup(
        Options options,
        Transport transport,
        Duration connectTimeout,
        Duration closeTimeout,
        Reconnect reconnect,
        SessionStore store,
        ThreadFactory threads,
        Consumer<? super Step> steps,
        Consumer<? super ConnAck> onConnect,
        Consumer<? super Message> onMessage,
        Runnable onPause,
        Consumer<? super Disconnection> onDisconnect,
        @Nullable Consumer<? super PacketEvent> packets) {}
