package mqttlab.system.browser;

import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import mqttlab.client.Message;

/// What a house might say: the same each time.
final class Readings {

    private static final int COUNT = 90;

    private final House house;
    private Instant now = Instant.parse("2026-03-01T08:00:00.217Z");

    private Readings(House house) {
        this.house = house;
    }

    static void publish(House house) {
        new Readings(house).say();
    }

    private void say(String topic, String payload) {
        say(Message.of(topic, payload));
    }

    private void say(Message message) {
        now = now.plusMillis(1730);
        house.tell(message, now);
    }

    private void say() {
        Random random = new Random(7);
        double power = 420;
        say(Message.of("home/status", "{\"online\":true,\"version\":\"2.4.1\",\"uptime\":86412}")
                .retained());
        say(Message.of("home/door/front", "closed").withQos(1).retained());
        for (int i = 0; i < COUNT; i++) {
            power = Math.max(80, power + random.nextGaussian() * 40);
            say(
                    "home/kitchen/climate",
                    String.format(
                            Locale.ROOT,
                            "{\"temperature\":%.2f,\"humidity\":%.1f,\"battery\":97}",
                            21.5 + 1.6 * Math.sin(i / 11.0) + random.nextGaussian() * 0.08,
                            46 + 4 * Math.cos(i / 17.0)));
            say("home/power", String.format(Locale.ROOT, "%.0f", power));
            if (i % 3 == 0) {
                say(
                        "home/bedroom/climate",
                        String.format(
                                Locale.ROOT,
                                "{\"temperature\":%.2f,\"humidity\":%.1f,\"battery\":64}",
                                18.2 + i / 60.0,
                                51 - i / 20.0));
                say("garden/soil/1/moisture", "" + (31 - i / 9));
                say("garden/pump/state", i % 2 == 0 ? "on" : "off");
            }
        }
        say(Message.of("home/door/front", "open").withQos(1).retained());
        say("home/kitchen/climate", "{\"temperature\":22.31,\"humidity\":47.2,\"battery\":97}");
    }
}
