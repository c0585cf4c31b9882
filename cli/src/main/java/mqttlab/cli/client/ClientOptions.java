package mqttlab.cli.client;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import mqttlab.cli.client.PropertyOptions.Place;
import mqttlab.cli.command.Failure;
import mqttlab.cli.command.Numbers;
import mqttlab.cli.command.Options;
import mqttlab.cli.command.Output;
import mqttlab.cli.command.Status;
import mqttlab.cli.command.Streams;
import mqttlab.cli.command.Wire;
import mqttlab.cli.option.VersionOption;
import mqttlab.client.Message;
import mqttlab.client.MqttClient;
import mqttlab.client.MqttClientBuilder;
import mqttlab.client.MqttException;
import mqttlab.packet.Bytes;
import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// The options of every command that speaks to a server, and what they come to.
public final class ClientOptions {

    private static final long FOR_EVER = 0xffff_ffffL;

    private final String command;
    private final CommandSpec spec;
    private final List<Place> places;
    private final ServerOptions server;
    private final Options.Value<@Nullable String> user;
    private final Passwords passwords;
    private final Options.Value<@Nullable String> version;
    private final Options.Value<@Nullable String> id;
    private final Options.Value<@Nullable String> idPrefix;
    private final Options.Value<Boolean> persistent;
    private final Options.Value<@Nullable String> expiry;
    private final Options.Value<@Nullable String> keepAlive;
    private final Options.Value<@Nullable String> inFlight;
    private final PropertyOptions properties;
    private final WillOptions will;
    private final Options.Value<@Nullable String> timeout;
    private final Options.Count debug;
    private final Options.Value<Boolean> json;
    private final Options.Value<Boolean> quiet;
    /// What stands in the place of `-i`.
    private @Nullable String otherId;

    /// @param command "pub"
    /// @param places the packets that the command sends with properties of the user, beside those of every command
    ClientOptions(String command, Options options, List<Place> places) {
        this.command = command;
        this.spec = options.spec();
        this.places = places;
        options.readLikeGetopt();
        server = new ServerOptions(options);
        // @formatter:off
        user = options.text("-u --username --user", "NAME", "The user name.");
        passwords = new Passwords(options);
        version = options.text("-V --protocol-version --mqtt-version", "31|311|5", "The version of MQTT: 3.1, 3.1.1 or 5.0, also as mqttv31, mqttv311, mqttv5; 5.0 if not given.");
        id = options.text("-i --id --client-id --identifier", "ID", "The client identifier; if not given the server chooses one, or before 5.0 we do.");
        idPrefix = options.text("-I --id-prefix", "PREFIX", "The client identifier is this and the number of our process.");
        persistent = options.flag("-c --disable-clean-session", "Go on with the session of before, and keep this one.");
        expiry = options.text("-x --session-expiry-interval", "SECONDS", "How long the server keeps the session when the connection has ended; -1 for ever, which -c means.");
        keepAlive = options.text("-k --keepalive", "SECONDS", "The longest silence; 60 if not given, 0 for any.");
        inFlight = options.text("-M --max-inflight", "COUNT", "How many of our messages may wait for their answers at once.");
        properties = new PropertyOptions(options);
        will = new WillOptions(options);
        timeout = options.text("-W", "SECONDS", "End after this time, with exit status 27.");
        debug = options.count("-d --debug", "Show each packet on standard error; given twice, field by field.");
        json = options.flag("--json", "Print messages, and what -d shows, as JSON, one object on each line.");
        quiet = options.flag("--quiet", "Print no errors, unless with -d.");
        options.text("-o --options", "FILE", "Take options from this file, one on each line, instead of $XDG_CONFIG_HOME/mosquitto_" + command + " or ~/.config/mosquitto_" + command + ".");
        // @formatter:on
        options.addVersion();
    }

    /// Those of a command that subscribes, named as in its file of options.
    public static ClientOptions ofSubscriber(String command, Options options) {
        return new ClientOptions(
                command,
                options,
                List.of(Place.CONNECT, Place.SUBSCRIBE, Place.UNSUBSCRIBE, Place.DISCONNECT, Place.WILL));
    }

    /// The words of the command line, behind those of the file of options.
    public List<String> words(List<String> given) throws IOException {
        return ConfigFile.before(given, command, spec);
    }

    boolean isJson() {
        return json.get();
    }

    boolean isQuiet() {
        return quiet.get();
    }

    /// The topic that stands in the URL, or null.
    public @Nullable String topicOfUrl() {
        Url url = server.url();
        return url == null || url.topic().isEmpty() ? null : url.topic();
    }

    public Version version() {
        String text = version.get();
        if ("3".equals(text)) {
            throw Usage.wrong("-V 3: 3.1 for some, 3.1.1 for others: say 31 or 311");
        }
        Version said = VersionOption.parse("-V", text);
        return said == null ? Version.V5 : said;
    }

    /// The properties that `-D` puts into packets of this kind.
    Properties properties(Place place) throws IOException {
        return properties.of(place);
    }

    End end() {
        return new End(timeout.get());
    }

    /// Runs a command that says this, and returns its exit status.
    public int run(Streams streams, Speech speech) throws IOException {
        if (!quiet.get() || debug.get() > 0) {
            return converse(streams, speech);
        }
        PrintStream nobody = new PrintStream(OutputStream.nullOutputStream());
        try {
            return converse(streams.withErr(nobody), speech);
        } catch (Failure e) {
            // What the user said wrong is told all the same, as mosquitto does.
            if (e.status() == Status.USAGE) {
                throw e;
            }
            return e.status();
        } catch (IOException e) {
            return Failure.of(e).status();
        }
    }

    private int converse(Streams streams, Speech speech) throws IOException {
        try (Talk talk = new Talk(this, streams, speech)) {
            return talk.run();
        } catch (End.Reached e) {
            return e.status();
        } catch (MqttException e) {
            switch (e.getCause()) {
                // Thrown by what shows steps and packets, in a callback.
                case Output.Closed it -> throw it;
                case Failure it -> throw it;
                case null, default -> throw speech.failure(e);
            }
        }
    }

    /// A client as the options describe it.
    ///
    /// @param most how many messages the command wants at most, 0 for any number
    /// @param observer who is told of each step and packet, or null for nobody but `-d`
    MqttClientBuilder builder(Streams streams, long most, @Nullable Observer observer) throws IOException {
        useServerOf(streams);
        checkVersion();
        properties.allow(places);
        MqttClientBuilder builder = MqttClient.builder()
                .version(version())
                .threads(Thread.ofPlatform().daemon().factory());
        server.apply(builder);
        if (!streams.wire().equals(Wire.NOBODY)) {
            builder.tap(new WireTap(streams.wire()));
        }
        identify(builder);
        session(builder);
        // What is received and not shown is lost: the server is to send no more than that.
        if (most > 0 && most < 20 && version() == Version.V5) {
            builder.receiveMaximum((int) most);
        }
        for (Property property : properties.of(Place.CONNECT).all()) {
            builder.property(property);
        }
        Message last = will.will(properties.of(Place.WILL));
        if (last != null) {
            builder.will(last);
        }
        Observer log = debug.get() == 0 ? null : new PacketLog(streams.err(), version(), debug.get() > 1, json.get());
        Observer told = log == null ? observer : observer == null ? log : observer.and(log);
        if (told != null) {
            builder.onPacket(told::packet).onStep(told::step);
        }
        return builder;
    }

    /// The server in a few words: "localhost:1883".
    public String serverName() {
        return server.name();
    }

    ServerOptions server() {
        return server;
    }

    /// What the parameters of a command say that has them.
    void parameters(@Nullable String host, @Nullable String port, @Nullable String clientId) {
        server.parameters(host, port);
        if (clientId != null && (id.get() != null || idPrefix.get() != null)) {
            throw Usage.wrong("CLIENT_ID and -i exclude each other");
        }
        otherId = clientId;
    }

    /// Has the server that is meant where none is named be that of these streams.
    void useServerOf(Streams streams) {
        server.usual(streams.server());
    }

    /// The client identifier that was given, or null.
    @Nullable
    String clientId() {
        if (otherId == null && idPrefix.get() != null) {
            return idPrefix.get() + ProcessHandle.current().pid();
        }
        return otherId == null ? id.get() : otherId;
    }

    /// Complains about what fits no connection that is made with several versions, one after the other.
    void checkProbe() {
        if (properties.isGiven()
                || expiry.get() != null
                || persistent.get()
                || timeout.get() != null
                || version.get() != null) {
            throw Usage.wrong("-D, -V, -W, -c and -x are not for --probe");
        }
    }

    private void checkVersion() {
        if (version() != Version.V5 && (properties.isGiven() || expiry.get() != null)) {
            throw Usage.wrong((expiry.get() != null ? "-x" : "-D") + " needs MQTT 5.0; leave out -V " + version.get());
        }
    }

    private void identify(MqttClientBuilder builder) throws IOException {
        Url url = server.url();
        String name = url != null && url.user() != null ? url.user() : user.get();
        String inUrl = url == null ? null : url.password();
        builder.userName(name);
        builder.password(inUrl == null ? passwords.get(name) : Bytes.utf8(inUrl));
        if (id.get() != null && idPrefix.get() != null) {
            throw Usage.wrong("-i and -I exclude each other");
        }
        if (otherId != null) {
            builder.clientId(otherId);
        } else if (id.get() != null) {
            builder.clientId(id.get());
        } else if (idPrefix.get() != null) {
            builder.clientId(idPrefix.get() + ProcessHandle.current().pid());
        }
    }

    private void session(MqttClientBuilder builder) {
        builder.keepAlive(Duration.ofSeconds(Numbers.parse("-k", keepAlive.get(), 0, 0xffff, 60)));
        builder.cleanStart(!persistent.get());
        String seconds = expiry.get();
        if (seconds != null || persistent.get() && version() == Version.V5) {
            boolean isForEver = seconds == null || seconds.equals("-1") || seconds.equals("∞");
            long interval = isForEver ? FOR_EVER : Numbers.parse("-x", seconds, 0, FOR_EVER, 0);
            builder.property(new Property.Numeric(PropertyId.SESSION_EXPIRY_INTERVAL, interval));
        }
        String window = inFlight.get();
        if (window != null) {
            builder.maxInFlight((int) Numbers.parse("-M", window, 1, 0xffff, 0));
        }
    }
}
