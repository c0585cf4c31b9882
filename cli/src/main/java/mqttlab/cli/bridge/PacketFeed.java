package mqttlab.cli.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.bridge.Endpoint;
import mqttlab.bridge.Line;
import mqttlab.bridge.Outbox;
import mqttlab.bridge.Wire;
import mqttlab.capture.mqtt.StreamEvent;
import mqttlab.cli.dissection.Dissection;
import mqttlab.cli.dissection.Seen;
import mqttlab.cli.dissection.View;
import mqttlab.cli.dissection.WatchTerms;
import mqttlab.cli.dissection.Watched;
import mqttlab.filter.Filter;
import mqttlab.filter.FilterException;
import mqttlab.finding.Finding;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// The last packets that were seen, for web pages: each lists those that pass its filter, and asks for all of one.
///
/// Packets come from one thread, pages are served by another; calls take turns.
final class PacketFeed implements View, Endpoint {

    /// How many packets are kept, and how many bytes they may have together.
    private static final int MOST_PACKETS = 5_000;
    private static final long MOST_BYTES = 32 << 20;
    private static final int MOST_PAGES = 64;
    private static final int QUEUE_BYTES = 8 << 20;
    private static final String EXPECTED = "{\"filter\":\"mqtt.qos > 0\"} or {\"packet\":7}";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(2).build())
            .build();

    /// A packet that is kept.
    ///
    /// @param number from 1
    /// @param late what was found after it was listed
    private record Entry(long number, Seen seen, byte[] row, List<Finding> late) {

        /// How much was found by now.
        byte[] found() {
            return PacketTexts.finding(number, seen.findings().size() + late.size());
        }
    }

    private final String source;
    private final PacketTexts texts = new PacketTexts();
    private final ArrayDeque<Entry> ring = new ArrayDeque<>();
    /// By [Seen#id()].
    private final Map<Long, Entry> byId = new HashMap<>();
    private final Set<Reader> readers = new LinkedHashSet<>();
    private long last;
    private long bytes;

    /// @param source what pages are told they see: "broker"
    PacketFeed(String source) {
        this.source = source;
    }

    /// What finds out of packets all that pages show.
    Dissection dissection() {
        return Dissection.live(null, null, Dissection.Depth.ACROSS, this);
    }

    // What is seen.

    @Override
    public boolean isKeeping() {
        return true;
    }

    @Override
    public synchronized void packet(Seen seen) {
        long number = ++last;
        Entry entry = new Entry(number, seen, texts.row(number, seen), new ArrayList<>(0));
        ring.add(entry);
        byId.put(seen.id(), entry);
        bytes += seen.length();
        while (ring.size() > MOST_PACKETS || bytes > MOST_BYTES && ring.size() > 1) {
            Entry oldest = ring.remove();
            byId.remove(oldest.seen.id());
            bytes -= oldest.seen.length();
        }
        for (Reader reader : readers) {
            reader.list(entry);
        }
    }

    @Override
    public synchronized void event(StreamEvent event) {
        byte[] text = texts.event(event);
        if (text != null) {
            readers.forEach(it -> it.remark(text));
        }
    }

    @Override
    public synchronized void finding(Watched connection, Finding finding) {
        Entry entry = byId.get(finding.packet());
        if (entry != null) {
            entry.late.add(finding);
            readers.forEach(it -> it.found(entry));
        }
    }

    // Pages.

    @Override
    public synchronized Line open(Wire wire) {
        Reader reader = new Reader(wire);
        if (readers.size() >= MOST_PAGES) {
            wire.close(MOST_PAGES + " pages are connected already: close one of them");
            return reader;
        }
        readers.add(reader);
        reader.answer(PacketTexts.hello(source, MOST_PACKETS));
        reader.filter("");
        return reader;
    }

    private long number(long id) {
        Entry entry = byId.get(id);
        return id == Seen.NONE || entry == null ? 0 : entry.number;
    }

    /// A page that is connected.
    private final class Reader implements Line {

        private final Wire wire;
        private final Outbox outbox = new Outbox(2 * MOST_PACKETS, QUEUE_BYTES);
        private Filter<Seen> filter = Filter.compile("", new WatchTerms().ofCaptures());
        private boolean isTold;

        Reader(Wire wire) {
            this.wire = wire;
        }

        void list(Entry entry) {
            if (filter.test(entry.seen)) {
                outbox.message(entry.row);
                tell();
                if (!entry.late.isEmpty()) {
                    remark(entry.found());
                }
            }
        }

        void found(Entry entry) {
            if (filter.test(entry.seen)) {
                remark(entry.found());
            }
        }

        void remark(byte[] text) {
            outbox.remark(text);
            tell();
        }

        void answer(byte[] text) {
            outbox.answer(text);
            tell();
        }

        private void tell() {
            if (!isTold) {
                isTold = true;
                wire.ready();
            }
        }

        @Override
        public void received(String text) {
            synchronized (PacketFeed.this) {
                if (readers.contains(this)) {
                    obey(text);
                }
            }
        }

        private void obey(String text) {
            try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
                if (json.nextToken() != JsonToken.START_OBJECT || json.nextToken() != JsonToken.PROPERTY_NAME) {
                    answer(PacketTexts.error("not a request", EXPECTED));
                    return;
                }
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("filter") && value == JsonToken.VALUE_STRING) {
                    filter(json.getString());
                } else if (name.equals("packet") && value == JsonToken.VALUE_NUMBER_INT) {
                    show(json.getLongValue());
                } else {
                    answer(PacketTexts.error("there is no such request", EXPECTED));
                }
            } catch (JacksonException e) {
                answer(PacketTexts.error("not the JSON of a request", EXPECTED));
            }
        }

        private void filter(String text) {
            try {
                filter = Filter.compile(text, new WatchTerms().ofCaptures());
            } catch (FilterException e) {
                answer(PacketTexts.error(e));
                return;
            }
            outbox.clear();
            answer(PacketTexts.filter(text));
            ring.forEach(this::list);
        }

        private void show(long number) {
            long first = ring.isEmpty() ? 0 : ring.peek().number;
            for (Entry each : ring) {
                if (each.number == number) {
                    Seen seen = each.seen;
                    answer(texts.packet(
                            number,
                            seen,
                            each.late,
                            number(seen.request()),
                            number(seen.original()),
                            number(seen.forwarded())));
                    return;
                }
            }
            answer(PacketTexts.error("packet " + number + " is not kept", "a number from " + first + " to " + last));
        }

        @Override
        public byte @Nullable [] next() {
            synchronized (PacketFeed.this) {
                byte[] next = outbox.next();
                isTold = next != null;
                return next;
            }
        }

        @Override
        public boolean isBusy() {
            synchronized (PacketFeed.this) {
                return outbox.answers() > 16;
            }
        }

        @Override
        public void closed() {
            synchronized (PacketFeed.this) {
                readers.remove(this);
            }
        }
    }
}
