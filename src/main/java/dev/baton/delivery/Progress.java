package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a target told last while the handover stayed in one state, such as that a telephone rings; the receipt has it
 * under {@value #MEMBER}. A target that tells much fills no history: of each state only the first tidings are kept.
 */
final class Progress {

    static final String MEMBER = "progress";

    private static final int MOST = 20;

    private Progress() {}

    /** @return false when it was told just before, or too much was told already */
    static boolean note(ObjectNode outcome, String detail) {
        int told = outcome.path(MEMBER).path("count").asInt();
        if (told >= MOST || outcome.path(MEMBER).path("detail").asText().equals(detail)) {
            return false;
        }
        outcome.putObject(MEMBER).put("detail", detail).put("count", told + 1);
        return true;
    }
}
