package dev.baton.handover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.util.List;

/** The contract of the handover message, {@value #RESOURCE}. */
public final class HandoverSchema {

    /** On the class path; served to bot authors under the same name. */
    public static final String RESOURCE = "handover.schema.json";

    private static final SchemaCheck CHECK = SchemaCheck.ofResource(RESOURCE);

    private HandoverSchema() {}

    /** The contract itself, as JSON Schema. Not to be changed. */
    public static JsonNode document() {
        return CHECK.document();
    }

    /** Everything that is wrong with the message, in its order; nothing when it is right. Safe for all threads. */
    public static List<Violation> check(JsonNode message) {
        return CHECK.check(message);
    }
}
