package mqttlab.broker.net;

import io.netty.channel.ChannelHandler;
import mqttlab.broker.hub.BrokerEvent;
import mqttlab.broker.hub.Limits;
import mqttlab.net.Arrival;
import mqttlab.net.Reception;

/// Leads clients to the hub.
record Doors(HubLoop hub, Limits limits) implements Reception {

    @Override
    public ChannelHandler handler(Arrival arrival) {
        return new ChannelLink(hub, arrival);
    }

    @Override
    public void refused(Arrival arrival, String why) {
        hub.tell(new BrokerEvent.Refused("", arrival.peer(), 0, why));
    }

    @Override
    public void trouble(String what) {
        hub.tell(new BrokerEvent.Trouble(what));
    }

    @Override
    public int openingSeconds() {
        return limits.connectSeconds();
    }
}
