package mqttlab.sample.junit;

import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// Switches the heating of a room on below 20 degrees and off from there on, by MQTT and Eclipse Paho's client.
public final class Thermostat implements AutoCloseable, MqttCallback {

    private static final double WANTED = 20;
    private static final int PATIENCE = 10_000;

    private final MqttAsyncClient client;
    private final String room;
    private String state = "unknown";

    private Thermostat(MqttAsyncClient client, String room) {
        this.client = client;
        this.room = room;
    }

    /// Returns when it listens to the room's thermometer.
    public static Thermostat start(int port, String room) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + port, room, new MemoryPersistence());
        Thermostat thermostat = new Thermostat(client, room);
        client.setCallback(thermostat);
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setKeepAliveInterval(60);
        options.setWill(room + "/heating", message("unknown"));
        client.connect(options).waitForCompletion(PATIENCE);
        client.subscribe(room + "/temperature", 1).waitForCompletion(PATIENCE);
        return thermostat;
    }

    private static MqttMessage message(String text) {
        return new MqttMessage(text.getBytes(StandardCharsets.UTF_8), 1, true, new MqttProperties());
    }

    @Override
    public void messageArrived(String topic, MqttMessage measurement) throws MqttException {
        double temperature = Double.parseDouble(new String(measurement.getPayload(), StandardCharsets.UTF_8));
        String wanted = temperature < WANTED ? "on" : "off";
        if (!wanted.equals(state)) {
            state = wanted;
            client.publish(room + "/heating", message(wanted));
        }
    }

    @Override
    public void close() throws MqttException {
        client.disconnect().waitForCompletion(PATIENCE);
        client.close();
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
}
