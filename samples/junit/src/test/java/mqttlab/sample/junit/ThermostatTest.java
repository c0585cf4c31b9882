package mqttlab.sample.junit;

import static java.time.Duration.ofSeconds;
import static mqttlab.junit.Packets.connect;
import static mqttlab.junit.Packets.publish;
import static mqttlab.junit.Packets.subscribe;

import mqttlab.junit.Broker;
import mqttlab.junit.MqttLab;
import org.junit.jupiter.api.Test;

/// Tests a program by what it says on the network.
class ThermostatTest {

    @Test
    void heatsWhenItIsCold(@MqttLab Broker broker) throws Exception {
        try (Thermostat _ = Thermostat.start(broker.port(), "kitchen")) {
            broker.client("kitchen")
                    .sent(subscribe().filter("kitchen/temperature").qos(1))
                    .within(ofSeconds(10));

            broker.publish("kitchen/temperature", "17.5");

            broker.client("kitchen")
                    .sent(publish()
                            .topic("kitchen/heating")
                            .payload("on")
                            .qos(1)
                            .retained())
                    .within(ofSeconds(10));
        }
    }

    @Test
    void saysOnlyWhatHasChanged(@MqttLab Broker broker) throws Exception {
        try (Thermostat _ = Thermostat.start(broker.port(), "kitchen")) {
            broker.publish("kitchen/temperature", "17.5");
            broker.publish("kitchen/temperature", "18.0");
            broker.publish("kitchen/temperature", "23.0");

            broker.client("kitchen").sent(publish().payload("off")).within(ofSeconds(10));
            broker.client("kitchen")
                    .sent(publish().topic("kitchen/#"))
                    .atLeast(2)
                    .now();
            broker.client("kitchen")
                    .neverSent(
                            publish().where("another topic", it -> !it.topic().endsWith("/heating")));
        }
    }

    @Test
    void leavesAWillAndTakesItsLeave(@MqttLab Broker broker) throws Exception {
        try (Thermostat _ = Thermostat.start(broker.port(), "kitchen")) {
            broker.client("kitchen")
                    .sent(connect().will("kitchen/heating").keepAlive(60))
                    .now();
            broker.client("kitchen").connected().now();
        }
        broker.client("kitchen").disconnected(0x00).within(ofSeconds(10));
    }
}
