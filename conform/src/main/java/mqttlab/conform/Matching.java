package mqttlab.conform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mqttlab.packet.Packet;
import mqttlab.packet.SubAck;
import mqttlab.packet.UnsubAck;
import mqttlab.packet.Version;
import org.jspecify.annotations.Nullable;

/// Whether a packet is the one that was expected.
///
/// A code that is not given is one of success. Properties are demanded in 5.0 alone, and so are codes that 3.1.1 has
/// not.
final class Matching {

    private static final int FIRST_ERROR = 0x80;

    private final Names names;
    private final Version version;
    private final Map<String, String> bound = new HashMap<>();

    private Matching(Names names, Version version) {
        this.names = names;
        this.version = version;
    }

    /// Whether it is, which then gives names to what stands in it.
    static boolean matches(Answer.Named answer, Packet packet, Names names, Version version) {
        if (packet.type() != answer.type()) {
            return false;
        }
        Matching matching = new Matching(names, version);
        boolean isMatch = matching.isMatch(answer.demands(), packet);
        if (isMatch) {
            names.bind(matching.bound);
        }
        return isMatch;
    }

    private boolean isMatch(List<Answer.Demand> demands, Packet packet) {
        Map<String, String> facts = Facts.of(packet);
        boolean isCodeDemanded = false;
        for (Answer.Demand demand : demands) {
            isCodeDemanded |= demand.name().startsWith("code");
            boolean isForV5 = FieldNames.property(demand.name()) != null || isV5Code(demand, packet);
            if ((!isForV5 || version == Version.V5) && !isMet(demand, facts.get(demand.name()))) {
                return false;
            }
        }
        return isCodeDemanded || isSuccess(facts);
    }

    private static boolean isV5Code(Answer.Demand demand, Packet packet) {
        boolean isIn311 = packet instanceof SubAck || packet instanceof mqttlab.packet.ConnAck;
        return demand.name().startsWith("code") && (!isIn311 || packet instanceof UnsubAck);
    }

    private boolean isSuccess(Map<String, String> facts) {
        int limit = facts.containsKey("session-present") && version != Version.V5 ? 1 : FIRST_ERROR;
        for (String code :
                facts.getOrDefault("code", facts.getOrDefault("codes", "")).split(",", -1)) {
            if (!code.isEmpty() && Integer.parseInt(code) >= limit) {
                return false;
            }
        }
        return true;
    }

    private boolean isMet(Answer.Demand demand, @Nullable String found) {
        if (demand.isAbsent() || found == null) {
            return demand.isAbsent() && found == null;
        }
        for (String value : demand.values()) {
            if (isSame(value, found)) {
                return true;
            }
        }
        return false;
    }

    private boolean isSame(String wanted, String found) {
        if (wanted.equals("*")) {
            return true;
        }
        if (Names.isVariable(wanted)) {
            String before = bound.getOrDefault(wanted, names.bound(wanted));
            if (before == null) {
                bound.put(wanted, found);
            }
            return before == null || before.equals(found);
        }
        String value = names.expand(wanted);
        return value.equals(found) || isInRange(value, found) || isSameNumbers(value, found);
    }

    /// "0x85" is 133, also in a list.
    private static boolean isSameNumbers(String wanted, String found) {
        String[] numbers = wanted.split(",", -1);
        String[] others = found.split(",", -1);
        if (!wanted.contains("0x") || wanted.contains("..") || numbers.length != others.length) {
            return false;
        }
        for (int i = 0; i < numbers.length; i++) {
            boolean isHex = numbers[i].startsWith("0x");
            String number = isHex ? Integer.toString(PacketWords.number(numbers[i])) : numbers[i];
            if (!number.equals(others[i])) {
                return false;
            }
        }
        return true;
    }

    /// "1..99".
    private static boolean isInRange(String wanted, String found) {
        int dots = wanted.indexOf("..");
        if (dots <= 0 || !found.matches("\\d{1,10}")) {
            return false;
        }
        try {
            long number = Long.parseLong(found);
            return number >= Long.decode(wanted.substring(0, dots))
                    && number <= Long.decode(wanted.substring(dots + 2));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
