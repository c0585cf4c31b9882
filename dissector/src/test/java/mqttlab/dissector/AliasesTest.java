package mqttlab.dissector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class AliasesTest {

    /// Of more topics than there is room for it is still known that they were set.
    @Test
    void whatThereIsNoRoomForWasSet() {
        Aliases aliases = new Aliases();
        String longest = "t".repeat(65_535);
        for (int alias = 1; alias <= 17; alias++) {
            aliases.put(alias, longest);
        }
        assertEquals(longest, aliases.get(16));
        assertEquals("", aliases.get(17));
        assertNull(aliases.get(18));
        aliases.put(1, "a");
        aliases.put(17, longest);
        assertEquals(longest, aliases.get(17), "there is room again");
    }
}
