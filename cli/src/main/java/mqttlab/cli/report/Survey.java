package mqttlab.cli.report;

import mqttlab.cli.dissection.Sighting;
import mqttlab.cli.text.Json;
import mqttlab.cli.text.Page;
import mqttlab.finding.Finding;

/// Collects what the packets of a capture have to say, and prints it when all were seen.
public interface Survey {

    /// The next packet. It is only lent.
    void packet(Sighting seen);

    /// What was found out about a packet after it was handed over, if it was.
    default void finding(Finding finding) {}

    /// A connection is over. Nothing more comes of it but [#finding] and [#takenOver].
    default void closed(ClosedConnection connection) {}

    /// The server gave up the connection `stream` for another one of the same client.
    default void takenOver(int stream, int by) {}

    /// Prints it for people.
    void print(Page page);

    /// Prints it for programs, as one value.
    void print(Json json);
}
