package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;

/** What a bot is told about a handover that goes well and is not taken whole. */
public final class Warnings {

    /** The code of what depends on the target, and is told anew when another one takes the handover. */
    public static final String NOT_CARRIED = "not_carried";

    private Warnings() {}

    /** @param document a receipt, or what is to be added to one */
    public static void add(ObjectNode document, String pointer, String code, String detail) {
        document.withArray("warnings")
                .addObject()
                .put("pointer", pointer)
                .put("code", code)
                .put("detail", detail);
    }

    /** Everything in the message that does not reach the target. */
    public static void notCarried(ObjectNode document, ActiveTarget target, JsonNode message) {
        for (String pointer : target.connector().carries().leftBehind(message)) {
            add(document, pointer, NOT_CARRIED, "The target " + target.name() + " cannot take this.");
        }
    }
}
