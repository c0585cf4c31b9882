package mqttlab.broker.hub;

import mqttlab.packet.Properties;
import mqttlab.packet.Property;
import mqttlab.packet.PropertyId;

/// The Reason String of 5.0, for whoever looks for a mistake: section 3.4.2.2.2 and others.
final class Reasons {

    /// In characters. Why somebody may not log in is said by the program around us, at any length.
    private static final int MOST = 1000;

    private Reasons() {}

    static Properties of(String why) {
        return Properties.of(new Property.Text(PropertyId.REASON_STRING, cut(why)));
    }

    private static String cut(String why) {
        return why.codePointCount(0, why.length()) <= MOST
                ? why
                : why.substring(0, why.offsetByCodePoints(0, MOST)) + "...";
    }
}
