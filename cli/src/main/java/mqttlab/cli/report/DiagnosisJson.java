package mqttlab.cli.report;

import java.util.Collection;
import java.util.List;
import java.util.function.LongUnaryOperator;
import mqttlab.cli.text.Json;
import mqttlab.conversation.Forwarding;
import mqttlab.conversation.ForwardingTally;
import mqttlab.diagnosis.Broker;
import mqttlab.diagnosis.Case;
import mqttlab.diagnosis.Diagnosis;
import mqttlab.diagnosis.Sentence;

/// A diagnosis as JSON: docs/json.md describes the form.
public final class DiagnosisJson {

    private final Json json;
    private final LongUnaryOperator frame;

    /// @param frame which frame brought a packet
    public DiagnosisJson(Json json, LongUnaryOperator frame) {
        this.json = json;
        this.frame = frame;
    }

    /// Prints all that can be said, as one object.
    ///
    /// @param servers what servers made of the messages they got
    public void print(Diagnosis diagnosis, Collection<Forwarding> servers) {
        json.object().name("connections").array();
        for (Case each : diagnosis.cases()) {
            connection(each);
        }
        json.endArray();
        if (diagnosis.dropped() > 0) {
            json.member("more_connections", diagnosis.dropped());
        }
        sentences("clients", diagnosis.clients());
        json.name("forwarding").array();
        for (Forwarding each : servers) {
            forwarding(each);
        }
        json.endArray().endObject();
    }

    private void connection(Case each) {
        json.object().member("stream", each.stream());
        json.member("client_id", each.clientId());
        json.member("client", each.client());
        json.member("server", each.server());
        json.member("version", each.version().number());
        json.name("duration").seconds(each.nanos());
        sentences("sentences", each.sentences());
        json.endObject();
    }

    private void sentences(String name, List<Sentence> sentences) {
        json.name(name).array();
        for (Sentence sentence : sentences) {
            json.object().member("about", sentence.about().toString());
            json.member("text", sentence.text());
            json.name("frames").array();
            long last = -1;
            for (long packet : sentence.packets()) {
                long number = frame.applyAsLong(packet);
                if (number != last) {
                    json.number(number);
                    last = number;
                }
            }
            json.endArray();
            if (sentence.more() > 0) {
                json.member("more_frames", sentence.more());
            }
            json.endObject();
        }
        json.endArray();
    }

    private void forwarding(Forwarding of) {
        json.object().member("server", of.server());
        tally(of.all());
        sentences("sentences", Broker.sentences(of));
        json.name("topics").array();
        for (ForwardingTally topic : of.topics()) {
            json.object().member("topic", topic.topic());
            tally(topic);
            json.endObject();
        }
        json.endArray().endObject();
    }

    private void tally(ForwardingTally of) {
        json.member("messages", of.messages()).member("passed_on", of.passedOn());
        json.member("copies", of.copies()).member("retained", of.retained());
        json.member("lower_qos", of.lowered()).member("most_copies", of.mostCopies());
        if (of.copies() > 0) {
            json.name("mean_delay").seconds(of.meanNanos());
            json.name("worst_delay").seconds(of.worstNanos());
            json.member("worst_frame", frame.applyAsLong(of.worstTo()));
        }
    }
}
