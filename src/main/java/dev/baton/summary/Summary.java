package dev.baton.summary;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A summary that was made here.
 *
 * @param text plain text, 1 to {@value #LONGEST} characters, lines separated by {@code \n}
 * @param generatedBy the model's name, or {@value #EXTRACT}
 * @param language of the conversation, as a BCP 47 tag; absent when the bot does not say it
 * @param problem why it was not made by the model that should have made it; absent when it was made as wanted
 */
public record Summary(
        String text, String generatedBy, @Nullable String language, Instant generatedAt, @Nullable String problem) {

    /** What has this for its author was picked from the transcript, word for word. */
    public static final String EXTRACT = "baton-extract";

    static final int LONGEST = 2_000;

    /** As the member {@code summary} of a message, and of a receipt. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("text", text);
        if (language != null) {
            json.put("language", language);
        }
        return json.put("generatedBy", generatedBy).put("generatedAt", generatedAt.toString());
    }
}
