package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a handover gets a summary where the bot gives none. */
public enum SummaryWay {
    /** Not at all. */
    NONE,
    /** From words of the transcript, here. */
    EXTRACT,
    /** By the configured model; where that fails, as {@link #EXTRACT}. */
    MODEL;

    /** Absent where the step says nothing, or breaks the schema, which has been said. */
    static @Nullable SummaryWay of(JsonNode step) {
        String name = step.path("summary").asText();
        for (SummaryWay way : values()) {
            if (way.wireName().equals(name)) {
                return way;
            }
        }
        return null;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
