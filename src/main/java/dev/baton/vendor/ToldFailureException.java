package dev.baton.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;

/** The vendor answered well and said in its own words that it failed; the connector has put that into ours. */
public final class ToldFailureException extends RuntimeException {

    private static final int MAX_REASON = 500;

    private final transient Failure failure;

    public ToldFailureException(Failure failure) {
        super(failure.reason());
        this.failure = failure;
    }

    /** @throws IllegalArgumentException when the failure has no known class, no code or no reason */
    public static Failure read(JsonNode told) {
        String code = told.path("code").asText();
        String reason = told.path("reason").asText();
        if (!code.matches("[a-z][a-z0-9_]{0,63}") || reason.isBlank()) {
            throw new IllegalArgumentException("A failure needs a code of a-z, 0-9 and _, and a reason");
        }
        return new Failure(
                FailureClass.of(told.path("class").asText()),
                code,
                reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason,
                null);
    }

    Failure failure() {
        return failure;
    }
}
