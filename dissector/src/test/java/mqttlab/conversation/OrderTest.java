package mqttlab.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import mqttlab.packet.PacketType;
import org.junit.jupiter.api.Test;

class OrderTest {

    private final Order order = new Order(PacketType.PUBACK);

    private Exchange owe(int id) {
        Exchange exchange = new Exchange(id, PacketType.PUBLISH, 1, PacketType.PUBACK, id, 0);
        order.owe(exchange);
        return exchange;
    }

    /// A server that takes an identifier again and again, while the client acknowledges nothing.
    @Test
    void whatLostItsIdentifierIsDropped() {
        Exchange first = owe(1);
        for (int i = 0; i < 10_000; i++) {
            owe(2).closed = true;
        }
        Exchange last = owe(3);
        assertTrue(order.size() <= 16, "" + order.size());
        assertSame(first, order.acknowledged(last));
    }

    /// A message that is sent again gets its PUBREC again, and owes one PUBREL all the same.
    @Test
    void anExchangeStandsInItOnce() {
        Exchange exchange = owe(1);
        order.owe(exchange);
        assertEquals(1, order.size());
    }

    @Test
    void keepsWhatIsOpen() {
        for (int id = 1; id <= 100; id++) {
            owe(id);
        }
        assertEquals(100, order.size());
    }
}
