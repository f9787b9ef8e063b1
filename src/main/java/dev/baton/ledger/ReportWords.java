package dev.baton.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Handover;
import org.jspecify.annotations.Nullable;

/** What reports tell of a handover's message; it stays when the message goes. */
final class ReportWords {
    private ReportWords() {}

    static @Nullable String reason(Handover handover) {
        return text(handover.message().path("reason").path("code"));
    }

    /** As the bot gave it, or as it was recognised. */
    static @Nullable String language(Handover handover) {
        String given = text(handover.message().path("conversation").path("language"));
        return given == null ? text(handover.receipt().path("language").path("detected")) : given;
    }

    static @Nullable String trigger(Handover handover) {
        return text(handover.message().path("reason").path("trigger"));
    }

    private static @Nullable String text(JsonNode word) {
        return word.textValue();
    }
}
