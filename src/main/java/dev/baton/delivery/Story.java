package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.HandoverState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a handover at each target that it was given to, as its receipt tells it under {@value #MEMBER}.
 * Immutable. It has no more entries than the step has targets.
 */
final class Story {

    static final String MEMBER = "attempts";

    private final ArrayNode attempts;

    private Story(ArrayNode attempts) {
        this.attempts = attempts;
    }

    /** The story so far. */
    static Story of(@Nullable ObjectNode outcome) {
        ArrayNode attempts = JsonNodeFactory.instance.arrayNode();
        if (outcome != null) {
            outcome.path(MEMBER).forEach(attempts::add);
        }
        return new Story(attempts);
    }

    Story taken(String target, HandoverState state, Instant at) {
        return with(target, state.wireName(), null, at);
    }

    Story failed(String target, Failure failure, Instant at) {
        return with(target, HandoverState.FAILED.wireName(), failure, at);
    }

    /** The target was not even tried. */
    Story skipped(String target, Failure failure, Instant at) {
        return with(target, "skipped", failure, at);
    }

    private Story with(String target, String outcome, @Nullable Failure failure, Instant at) {
        ArrayNode more = attempts.deepCopy();
        ObjectNode attempt = more.addObject().put("target", target).put("outcome", outcome);
        if (failure != null) {
            attempt.put("class", failure.failureClass().wireName())
                    .put("code", failure.code())
                    .put("reason", failure.reason());
        }
        attempt.put("at", at.toString());
        return new Story(more);
    }

    /** A single attempt is no story: state and failure tell it. */
    void addTo(ObjectNode outcome) {
        if (attempts.size() > 1) {
            outcome.set(MEMBER, attempts);
        }
    }

    /** While a target has the handover and has not said so. */
    void keepIn(ObjectNode outcome) {
        if (!attempts.isEmpty()) {
            outcome.set(MEMBER, attempts);
        }
    }

    /** What is kept while the handover goes on. */
    ObjectNode soFar() {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.set(MEMBER, attempts);
        return outcome;
    }
}
