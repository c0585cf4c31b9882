package mqttlab.diagnosis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All connections of a capture under examination, and what they have to do with each other.
public final class Diagnosis {

    private static final int MOST = 10_000;

    private final Map<Integer, Case> cases = new TreeMap<>();
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private long dropped;

    /// Begins to examine a connection. Tell what it returns all that an observer finds out.
    ///
    /// @param server what tells the server from others
    /// @param address where the client is, without port
    public Case open(int stream, String server, String address, int port) {
        Case opened = new Case(this, stream, server, address, port);
        if (cases.size() < MOST) {
            cases.put(stream, opened);
        } else {
            dropped++;
        }
        return opened;
    }

    /// Those that are to be reported, in the order of their numbers.
    public List<Case> cases() {
        List<Case> wanted = new ArrayList<>();
        for (Case each : cases.values()) {
            if (each.isWanted()) {
                wanted.add(each);
            }
        }
        return wanted;
    }

    /// How many connections there were beyond those that could be kept.
    public long dropped() {
        return dropped;
    }

    /// What can be said of clients that were connected more than once.
    public List<Sentence> clients() {
        List<Sentence> sentences = new ArrayList<>();
        Set<Client> told = new HashSet<>();
        for (Case each : cases()) {
            Client client = clients.get(key(each));
            Sentence sentence = client == null || !told.add(client) ? null : client.sentence();
            if (sentence != null) {
                sentences.add(sentence);
            }
        }
        return sentences;
    }

    /// The connection of this number, or null where there is none or none was kept.
    public @Nullable Case find(int stream) {
        return cases.get(stream);
    }

    void connected(Case by, long time) {
        Client client = client(by);
        if (client != null) {
            client.connected(by, time);
        }
    }

    void takenOver(Case given, int by) {
        Client client = client(given);
        if (client != null) {
            client.takenOver(given, cases.get(by));
        }
    }

    private @Nullable Client client(Case of) {
        if (of.clientId().isEmpty()) {
            return null;
        }
        String key = key(of);
        Client client = clients.get(key);
        if (client == null && clients.size() < MOST) {
            client = new Client(of.clientId(), of.server());
            clients.put(key, client);
        }
        return client;
    }

    private static String key(Case of) {
        return of.server() + ' ' + of.clientId();
    }
}
