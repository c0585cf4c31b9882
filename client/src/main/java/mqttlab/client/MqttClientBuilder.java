package mqttlab.client;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import mqttlab.client.auth.Authenticator;
import mqttlab.client.store.FileStore;
import mqttlab.client.store.SessionStore;
import mqttlab.client.transport.ConnectionTap;
import mqttlab.client.transport.Proxy;
import mqttlab.client.transport.Step;
import mqttlab.client.transport.TappedTransport;
import mqttlab.client.transport.Tls;
import mqttlab.client.transport.Transport;
import mqttlab.packet.Bytes;
import mqttlab.packet.ConnAck;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Version;
import mqttlab.packet.Will;
import org.jspecify.annotations.Nullable;

/// What a client is to be like. Without a word it connects to localhost by TCP, with MQTT 5.0 and a session that ends
/// with the connection, and connects again where a connection is lost.
public final class MqttClientBuilder {

    private static final long FOR_EVER = 0xffff_ffffL;

    private final Address address = new Address();
    private Version version = Version.V5;
    private String clientId = "";
    private boolean cleanStart = true;
    private int keepAlive = 60;
    private @Nullable String userName;
    private @Nullable Bytes password;
    private @Nullable Message will;
    private long willDelay;
    private Properties properties = Properties.NONE;
    private int maxInFlight;
    private int maxPending = 10_000;
    private Duration retry = Duration.ZERO;
    private int topicAliases;
    private @Nullable Supplier<? extends Authenticator> authentication;
    private @Nullable Path sessionFile;
    private Duration connectTimeout = Duration.ofSeconds(30);
    private Duration closeTimeout = Duration.ofSeconds(30);
    private Reconnect reconnect = Reconnect.STANDARD;
    private ThreadFactory threads = Thread.ofPlatform().daemon().factory();
    private Consumer<? super Step> onStep = _ -> {};
    private Consumer<? super ConnAck> onConnect = _ -> {};
    private Consumer<? super Message> onMessage = _ -> {};
    private Runnable onPause = () -> {};
    private Consumer<? super Disconnection> onDisconnect = _ -> {};
    private @Nullable Consumer<? super PacketEvent> onPacket;
    private @Nullable ConnectionTap tap;

    MqttClientBuilder() {}

    // Where to connect.

    /// A name, or an address; an IPv6 address without brackets. "localhost" if not given.
    public MqttClientBuilder host(String host) {
        address.host = host;
        return this;
    }

    /// 1883 if not given; with TLS 8883, with WebSocket 80, with both 443.
    public MqttClientBuilder port(int port) {
        address.port = port;
        return this;
    }

    /// Everything in one: `mqtt://`, `mqtts://`, `ws://` or `wss://` with `[user[:password]@]host[:port]` and, for
    /// WebSocket, a path; or `unix:///path`. User name and password are percent-decoded.
    ///
    /// @throws IllegalArgumentException where it is none of these
    public MqttClientBuilder uri(String uri) {
        AddressUri.parse(uri, address, this);
        return this;
    }

    /// Speaks TLS with the JDK's settings.
    public MqttClientBuilder tls() {
        return tls(Tls.standard());
    }

    public MqttClientBuilder tls(Tls tls) {
        address.tls = tls;
        return this;
    }

    /// Speaks MQTT over WebSocket, at this path of a web server: "/mqtt".
    public MqttClientBuilder webSocket(String path) {
        address.path = path;
        return this;
    }

    /// Adds a header to the request that opens the WebSocket.
    public MqttClientBuilder header(String name, String value) {
        address.headers.put(name, value);
        return this;
    }

    /// Connects by a Unix-domain socket.
    public MqttClientBuilder unixSocket(Path file) {
        address.socketFile = file;
        return this;
    }

    /// Connects through a proxy: [mqttlab.client.transport.Socks5] or [mqttlab.client.transport.HttpConnect].
    public MqttClientBuilder proxy(Proxy proxy) {
        address.proxy = proxy;
        return this;
    }

    /// Connects from this address of ours. TCP only.
    public MqttClientBuilder localAddress(InetAddress local) {
        address.local = local;
        return this;
    }

    /// Whether to send small packets at once (TCP_NODELAY), which is so if not said otherwise. TCP only.
    public MqttClientBuilder noDelay(boolean on) {
        address.noDelay = on;
        return this;
    }

    /// Any way to a server, instead of host, port and TLS.
    public MqttClientBuilder transport(Transport transport) {
        address.transport = transport;
        return this;
    }

    /// How long it may take to connect, and again until CONNACK; 30 seconds if not given.
    public MqttClientBuilder connectTimeout(Duration timeout) {
        connectTimeout = timeout;
        return this;
    }

    /// How long [MqttClient#close()] waits for the answers of the server, and how long the server may then take nothing
    /// of what is still to be sent; 30 seconds if not given.
    public MqttClientBuilder closeTimeout(Duration timeout) {
        closeTimeout = timeout;
        return this;
    }

    public MqttClientBuilder reconnect(Reconnect policy) {
        reconnect = policy;
        return this;
    }

    /// Makes the three threads of a connection: daemon threads if not given. Virtual threads
    /// (`Thread.ofVirtual().factory()`) take less memory where there are many clients, and up to twice the
    /// processor time for each message.
    public MqttClientBuilder threads(ThreadFactory factory) {
        threads = factory;
        return this;
    }

    // Who we are.

    public MqttClientBuilder version(Version newVersion) {
        version = newVersion;
        return this;
    }

    /// If not given, the server assigns one; before 5.0 it is made up.
    public MqttClientBuilder clientId(String id) {
        clientId = id;
        return this;
    }

    public MqttClientBuilder userName(@Nullable String name) {
        userName = name;
        return this;
    }

    public MqttClientBuilder password(String text) {
        return password(Bytes.utf8(text));
    }

    public MqttClientBuilder password(@Nullable Bytes bytes) {
        password = bytes;
        return this;
    }

    /// Authenticates by AUTH packets, with a new authenticator for each connection. 5.0 only.
    public MqttClientBuilder authentication(Supplier<? extends Authenticator> authenticators) {
        authentication = authenticators;
        return this;
    }

    /// What the server is to publish when the connection is lost.
    public MqttClientBuilder will(Message message) {
        will = message;
        return this;
    }

    /// How long the server waits before it publishes the will. 5.0 only.
    public MqttClientBuilder willDelay(Duration delay) {
        willDelay = delay.toSeconds();
        return this;
    }

    // The session.

    /// Whether the server is to forget the session of before, which is so if not said otherwise. Before 5.0 it then
    /// also forgets this session when the connection ends.
    public MqttClientBuilder cleanStart(boolean clean) {
        cleanStart = clean;
        return this;
    }

    /// How long the server keeps the session when the connection has ended. 5.0 only.
    public MqttClientBuilder sessionExpiry(Duration expiry) {
        return property(
                new Property.Numeric(PropertyId.SESSION_EXPIRY_INTERVAL, Math.min(expiry.toSeconds(), FOR_EVER)));
    }

    /// The session goes on from connection to connection, and the server keeps it for ever. It needs a client
    /// identifier.
    public MqttClientBuilder persistent() {
        return cleanStart(false).property(new Property.Numeric(PropertyId.SESSION_EXPIRY_INTERVAL, FOR_EVER));
    }

    /// The session is [#persistent()] also on our side: what must be remembered of it is kept in this file, and
    /// outlives the program. See [FileStore].
    public MqttClientBuilder sessionStore(Path file) {
        sessionFile = file;
        return persistent();
    }

    /// The longest silence between us and the server; whole seconds, 60 if not given, zero for any.
    public MqttClientBuilder keepAlive(Duration interval) {
        keepAlive = (int) Math.min(interval.toSeconds(), 0xffff);
        return this;
    }

    /// Adds a property to CONNECT, in place of a former one that may stand only once. 5.0 only.
    public MqttClientBuilder property(Property property) {
        properties = With.property(properties, property);
        return this;
    }

    /// How many messages with QoS 1 and 2 the server may send before it waits for our answers. 5.0 only.
    public MqttClientBuilder receiveMaximum(int max) {
        return property(new Property.Numeric(PropertyId.RECEIVE_MAXIMUM, max));
    }

    /// The longest packet that we accept, in bytes. Before 5.0 the server is not told.
    public MqttClientBuilder maximumPacketSize(int max) {
        return property(new Property.Numeric(PropertyId.MAXIMUM_PACKET_SIZE, max));
    }

    /// How many topics the server may send as aliases, 0 if not given; and how many we send as aliases if the server
    /// lets us. 5.0 only.
    public MqttClientBuilder topicAliases(int fromServer, int toServer) {
        topicAliases = toServer;
        return property(new Property.Numeric(PropertyId.TOPIC_ALIAS_MAXIMUM, fromServer));
    }

    /// How many messages with QoS 1 and 2 may be under way at once, 1 to 65535. If not given, as many as the server
    /// allows; before 5.0, where it cannot say, 20: mosquitto 2.0 leaves messages with QoS 2 unanswered beyond
    /// that.
    public MqttClientBuilder maxInFlight(int max) {
        maxInFlight = max;
        return this;
    }

    /// How many messages with QoS 1 and 2 may wait for their acknowledgement before who publishes has to wait, 1 to
    /// 65535; 10 000 if not given. Those under way count, and those that wait for a connection.
    public MqttClientBuilder maxPending(int max) {
        maxPending = max;
        return this;
    }

    /// After what time without acknowledgement a message is sent again on the same connection: before 5.0, which
    /// forbids it ([MQTT-4.4.0-1] of 5.0). Never if not given.
    public MqttClientBuilder retry(Duration interval) {
        retry = interval;
        return this;
    }

    // What to tell.

    /// Called for each step towards a connection, up to where MQTT begins.
    public MqttClientBuilder onStep(Consumer<? super Step> consumer) {
        onStep = consumer;
        return this;
    }

    /// Called for each connection that the server accepts.
    public MqttClientBuilder onConnect(Consumer<? super ConnAck> consumer) {
        onConnect = consumer;
        return this;
    }

    /// Called for each message that no other handler gets. Where a session goes on its messages may come before
    /// anything was subscribed to: they come here.
    public MqttClientBuilder onMessage(Consumer<? super Message> consumer) {
        onMessage = consumer;
        return this;
    }

    /// Called when all messages that have come were handed over, before more are waited for: the time to flush what the
    /// callbacks have written.
    public MqttClientBuilder onPause(Runnable action) {
        onPause = action;
        return this;
    }

    /// Called when a connection has ended, or a further attempt to connect has failed.
    public MqttClientBuilder onDisconnect(Consumer<? super Disconnection> consumer) {
        onDisconnect = consumer;
        return this;
    }

    /// Called for each packet in and out, under the client's lock: quickly, please, and without calling the client.
    public MqttClientBuilder onPacket(Consumer<? super PacketEvent> consumer) {
        onPacket = consumer;
        return this;
    }

    /// Is told of each connection and its bytes, as they are written and read: in clear, also where TLS or WebSocket
    /// is around them.
    public MqttClientBuilder tap(ConnectionTap newTap) {
        tap = newTap;
        return this;
    }

    /// Builds the client and connects it.
    ///
    /// @throws MqttException where there is no connection, and why
    public MqttClient connect() {
        MqttClient client = build();
        try {
            client.connect();
            return client;
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /// @throws IllegalArgumentException where the settings do not fit together, or break a rule of the standard
    /// @throws MqttException where the session file cannot be read
    public MqttClient build() {
        check();
        Options options = new Options(
                version,
                clientId.isEmpty() && version != Version.V5 ? ClientIds.random() : clientId,
                cleanStart,
                keepAlive,
                userName,
                password,
                wholeWill(),
                properties,
                inFlight(),
                maxPending,
                retry.toNanos(),
                topicAliases,
                authentication);
        Login.check(options);
        Transport transport = tap == null ? address.transport() : new TappedTransport(address.transport(), tap);
        try {
            SessionStore store = sessionFile == null ? SessionStore.NONE : FileStore.open(sessionFile, clientId);
            Setup setup = new Setup(
                    options,
                    transport,
                    connectTimeout,
                    closeTimeout,
                    reconnect,
                    store,
                    threads,
                    onStep,
                    onConnect,
                    onMessage,
                    onPause,
                    onDisconnect,
                    onPacket);
            return new MqttClient(setup, store.load());
        } catch (IOException e) {
            throw new MqttException(Failure.STORE, "The session file cannot be used: " + e.getMessage(), e);
        }
    }

    private void check() {
        if (clientId.isEmpty() && !cleanStart) {
            throw new IllegalArgumentException(
                    "A session that goes on from connection to connection needs a client identifier.");
        }
        if (maxInFlight < 0 || maxInFlight > 0xffff || maxPending < 1 || maxPending > 0xffff) {
            throw new IllegalArgumentException("maxInFlight and maxPending: expected 1 to 65535");
        }
        if (version != Version.V5 && authentication != null) {
            throw new IllegalArgumentException("Enhanced authentication needs MQTT 5.0.");
        }
        if (version != Version.V5 && password != null && userName == null) {
            throw new IllegalArgumentException("A password without a user name needs MQTT 5.0.");
        }
        if (sessionFile != null && cleanStart) {
            throw new IllegalArgumentException("A session in a file goes on: it cannot have a clean start.");
        }
    }

    private int inFlight() {
        int usual = version == Version.V5 ? 0xffff : 20;
        return maxInFlight == 0 ? usual : maxInFlight;
    }

    private @Nullable Will wholeWill() {
        if (will == null) {
            return null;
        }
        Properties all = willDelay == 0
                ? will.properties()
                : With.property(will.properties(), new Property.Numeric(PropertyId.WILL_DELAY_INTERVAL, willDelay));
        return new Will(all, will.topic(), will.payload(), will.qos(), will.retain());
    }
}
