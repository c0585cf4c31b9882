package mqttlab.conversation;

import mqttlab.finding.Party;

/// What client and server keep of each other, on one connection and, if they agreed so, beyond it. 3.1.1 section
/// 3.1.2.4, 5.0 section 4.1.
final class Session {

    static final long FOR_EVER = 0xffff_ffffL;

    Exchanges client;
    Exchanges server;
    Subscriptions subscriptions;
    private Scene scene;

    /// How much of it was counted among what all [Sessions] hold.
    int counted;

    /// The observer of the connection it is on, or was on last.
    Observer observer;
    /// Everything is known that it holds. While a connection lasts it is not: that may still say what becomes of it.
    boolean isComplete;
    /// In seconds after the connection; 0 for none.
    long expiry;
    /// When its connection ended, in nanoseconds; Long.MAX_VALUE while it lasts.
    long ended = Long.MAX_VALUE;

    Session(Scene scene, Observer observer) {
        this.client = new Exchanges(Party.CLIENT, scene);
        this.server = new Exchanges(Party.SERVER, scene);
        this.subscriptions = new Subscriptions(scene);
        this.scene = scene;
        this.observer = observer;
    }

    /// How much it remembers: exchanges, and topics and filters in pieces of about the same size.
    int size() {
        return client.size() + server.size() + subscriptions.size();
    }

    /// Forgets all that it holds, and the room for it.
    void forget() {
        client = new Exchanges(Party.CLIENT, scene);
        server = new Exchanges(Party.SERVER, scene);
        subscriptions = new Subscriptions(scene);
        isComplete = false;
    }

    /// Keeps only what outlives the connection.
    void rest() {
        client.forgetConnection();
        server.forgetConnection();
        subscriptions.forgetConnection();
    }

    boolean isConnected() {
        return ended == Long.MAX_VALUE;
    }

    /// How long it is past its end, in nanoseconds; negative while it is kept.
    long expiredFor(long time) {
        if (isConnected() || expiry == FOR_EVER) {
            return Long.MIN_VALUE;
        }
        return time - ended - expiry * 1_000_000_000L;
    }

    /// Goes on on another connection, where `begun` has been collected so far.
    void resume(Scene next, Observer by, Session begun) {
        client.resume(next, begun.client);
        server.resume(next, begun.server);
        subscriptions.resume(next, begun.subscriptions);
        scene = next;
        observer = by;
        isComplete = false;
        ended = Long.MAX_VALUE;
    }

    Exchanges of(Party sender) {
        return sender == Party.CLIENT ? client : server;
    }
}
