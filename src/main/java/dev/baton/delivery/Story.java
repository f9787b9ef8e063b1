package dev.baton.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.HandoverState;
import dev.baton.isolation.Admission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a handover at each target that it was given to, as its receipt tells it under {@value #MEMBER}.
 * Immutable. It has no more entries than the step has targets: the tries at one target are one entry.
 * What is {@link Kept} goes with it.
 */
final class Story {

    static final String MEMBER = "attempts";

    /** Until when tries may begin; kept beside the attempts as long as the handover goes on. */
    static final String UNTIL = "retryUntil";

    private static final String RETRYING = HandoverState.RETRYING.wireName();

    private final ArrayNode attempts;
    private final @Nullable Instant until;
    private final Kept kept;

    private Story(ArrayNode attempts, @Nullable Instant until, Kept kept) {
        this.attempts = attempts;
        this.until = until;
        this.kept = kept;
    }

    /** The story so far. */
    static Story of(@Nullable ObjectNode outcome) {
        ArrayNode attempts = JsonNodeFactory.instance.arrayNode();
        if (outcome == null) {
            return new Story(attempts, null, Kept.NOTHING);
        }
        outcome.path(MEMBER).forEach(attempts::add);
        return new Story(
                attempts, outcome.has(UNTIL) ? Instant.parse(outcome.path(UNTIL).asText()) : null, Kept.of(outcome));
    }

    /** Whether a member of an outcome belongs to the story. */
    static boolean isOf(String member) {
        return member.equals(MEMBER) || member.equals(UNTIL);
    }

    /** Absent as long as nothing was tried again. */
    @Nullable
    Instant until() {
        return until;
    }

    Story until(Instant deadline) {
        return new Story(attempts, deadline, kept);
    }

    Story keeping(Kept made) {
        return new Story(attempts, until, made);
    }

    /** How often the target at which it is now was tried before. */
    int tries(String target) {
        return open(target) ? last().path("tries").asInt(1) : 0;
    }

    /** Whether an earlier try at this target may have arrived. */
    boolean uncertain(String target) {
        return open(target) && last().path("uncertain").asBoolean();
    }

    Story taken(String target, HandoverState state, Instant at) {
        return with(entry(target, state.wireName(), tries(target) + 1), null, false, at);
    }

    Story failed(String target, Failure failure, Instant at) {
        return with(entry(target, HandoverState.FAILED.wireName(), tries(target) + 1), failure, false, at);
    }

    /**
     * It is tried there once more.
     *
     * @param uncertain whether this try, or one before it, may have arrived
     */
    Story retrying(String target, Failure failure, boolean uncertain, Instant retryAt, Instant at) {
        ObjectNode entry = entry(target, RETRYING, tries(target) + 1).put("retryAt", retryAt.toString());
        return with(entry, failure, uncertain, at);
    }

    /**
     * It waits until the target may be called.
     *
     * @param uncertain whether a try before this may have arrived
     */
    Story waiting(String target, Failure failure, boolean uncertain, Instant until, Instant at) {
        ObjectNode entry = entry(target, RETRYING, tries(target)).put("retryAt", until.toString());
        if (tries(target) == 0) {
            entry.put("tries", 0);
        }
        return with(entry, failure, uncertain, at);
    }

    /** Whether it has waited for its place in the rate of the target at which it is now. */
    boolean hasPlace(String target) {
        return open(target) && last().path("code").asText().equals(Admission.OVER_RATE);
    }

    /** The target was not even tried, or not once more. */
    Story skipped(String target, Failure failure, Instant at) {
        int tries = tries(target);
        return with(entry(target, tries == 0 ? "skipped" : HandoverState.FAILED.wireName(), tries), failure, false, at);
    }

    private static ObjectNode entry(String target, String outcome, int tries) {
        ObjectNode entry =
                JsonNodeFactory.instance.objectNode().put("target", target).put("outcome", outcome);
        return tries > 1 ? entry.put("tries", tries) : entry;
    }

    private Story with(ObjectNode entry, @Nullable Failure failure, boolean uncertain, Instant at) {
        ArrayNode more = attempts.deepCopy();
        if (open(entry.path("target").asText())) {
            more.remove(more.size() - 1);
        }
        if (failure != null) {
            entry.put("class", failure.failureClass().wireName())
                    .put("code", failure.code())
                    .put("reason", failure.reason());
        }
        if (uncertain) {
            entry.put("uncertain", true);
        }
        more.add(entry.put("at", at.toString()));
        return new Story(more, until, kept);
    }

    private boolean open(String target) {
        return last().path("outcome").asText().equals(RETRYING)
                && last().path("target").asText().equals(target);
    }

    private JsonNode last() {
        return attempts.path(attempts.size() - 1);
    }

    /** A single attempt of one try is no story: state and failure tell it. */
    void addTo(ObjectNode outcome) {
        if (attempts.size() > 1 || last().has("tries")) {
            outcome.set(MEMBER, attempts);
        }
        kept.addTo(outcome);
    }

    /** While a target has the handover and has not said so. */
    void keepIn(ObjectNode outcome) {
        if (!attempts.isEmpty()) {
            outcome.setAll(progress());
        }
        kept.addTo(outcome);
    }

    /** What is kept while the handover goes on. */
    ObjectNode soFar() {
        ObjectNode outcome = progress();
        kept.addTo(outcome);
        return outcome;
    }

    private ObjectNode progress() {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        outcome.set(MEMBER, attempts);
        return until == null ? outcome : outcome.put(UNTIL, until.toString());
    }
}
