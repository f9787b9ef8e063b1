package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What becomes of a handover when nobody knows whether its target has it, and sending it again could double it. */
public enum OnUnknown {
    /** It has failed: nothing is doubled, and perhaps nobody has it. */
    FAIL,
    /** It is sent to the same target again: the target may have it twice. */
    RETRY,
    /** It goes on to the next fallback at once: two targets may have it. */
    FALLBACK;

    /** @param target as it is declared; what breaks the schema is skipped, it has been said */
    static OnUnknown of(JsonNode target) {
        for (OnUnknown choice : values()) {
            if (choice.name()
                    .toLowerCase(Locale.ROOT)
                    .equals(target.path("onUnknown").asText())) {
                return choice;
            }
        }
        return FAIL;
    }
}
