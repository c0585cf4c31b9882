package mqttlab.client.store;

import mqttlab.packet.Publish;

final class NoStore implements SessionStore {

    @Override
    public Kept load() {
        return Kept.NOTHING;
    }

    @Override
    public void published(Publish publish) {}

    @Override
    public void released(int id) {}

    @Override
    public void completed(int id) {}

    @Override
    public void received(int id) {}

    @Override
    public void forgotten(int id) {}

    @Override
    public void clear() {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
