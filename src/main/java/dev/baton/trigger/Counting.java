package dev.baton.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.Turns.Answered;
import dev.baton.ledger.Turns.Memory;
import dev.baton.target.Triggers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Counts a turn, once, and judges what it has come to. May be asked again when a write has to be repeated. */
final class Counting implements UnaryOperator<Memory> {

    /** How many turns may have come since one that is sent again. */
    static final int REMEMBERED = 8;

    private static final int MOST = 1_000_000;

    private final Turn turn;
    private final String step;
    private final Triggers triggers;
    private final Signs signs;
    private volatile boolean repeated;

    Counting(Turn turn, String step, Triggers triggers) {
        this.turn = turn;
        this.step = step;
        this.triggers = triggers;
        this.signs = Signs.of(turn, triggers);
    }

    /** Whether the turn had been counted before. */
    boolean isRepeated() {
        return repeated;
    }

    @Override
    public Memory apply(Memory before) {
        repeated = before.answeredTo(turn.id()).isPresent();
        if (repeated) {
            return before;
        }
        boolean resolved = turn.isResolved();
        int failed = resolved ? 0 : more(before.failedAttempts(), turn.hasFailed() ? true : null);
        int low = resolved ? 0 : more(before.lowConfidence(), signs.lowConfidence());
        int negative = resolved ? 0 : more(before.negative(), signs.negative());
        List<Answered> answered = new ArrayList<>(before.answered());
        if (answered.size() >= REMEMBERED) {
            answered.subList(0, answered.size() - REMEMBERED + 1).clear();
        }
        answered.add(new Answered(turn.id(), answer(fired(failed, low, negative), failed)));
        return new Memory(failed, low, negative, answered);
    }

    /** @param hit absent when the turn says nothing about it */
    private static int more(int before, @Nullable Boolean hit) {
        if (hit == null) {
            return before;
        }
        return hit ? Math.min(MOST, before + 1) : 0;
    }

    private Set<Trigger> fired(int failed, int low, int negative) {
        Set<Trigger> fired = EnumSet.noneOf(Trigger.class);
        fired.addAll(signs.fired());
        if (turn.hasFailed() && triggers.failedAttempts() > 0 && failed >= triggers.failedAttempts()) {
            fired.add(Trigger.FAILED_TO_RESOLVE);
        }
        if (isReached(triggers.lowConfidence(), signs.lowConfidence(), low)) {
            fired.add(Trigger.LOW_CONFIDENCE);
        }
        if (isReached(triggers.negativeSentiment(), signs.negative(), negative)) {
            fired.add(Trigger.NEGATIVE_SENTIMENT);
        }
        return fired;
    }

    private static boolean isReached(Triggers.@Nullable Below below, @Nullable Boolean hit, int times) {
        return below != null && Boolean.TRUE.equals(hit) && times >= below.times();
    }

    private ObjectNode answer(Set<Trigger> fired, int failed) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("handOver", !fired.isEmpty()).put("step", step).put("attempts", failed);
        if (!fired.isEmpty()) {
            Trigger first = fired.iterator().next();
            answer.put("trigger", first.wireName());
            answer.set("reason", reason(first, fired, failed));
            if (turn.isBotBreak()) {
                answer.put("replaceBotMessage", true);
            }
        }
        return answer;
    }

    private ObjectNode reason(Trigger first, Set<Trigger> fired, int failed) {
        ObjectNode reason = JsonNodeFactory.instance.objectNode();
        reason.put("code", first.reasonCode()).put("mode", mode(fired)).put("trigger", first.wireName());
        reason.put("failedAttempts", failed);
        copy("confidence", reason);
        copy("intent", reason);
        if (turn.told().has("sentiment")) {
            reason.put("sentiment", turn.text("sentiment"));
        }
        return reason;
    }

    /** Both have decided when the customer asks for a person and the bot is at its end in the same turn. */
    private static String mode(Set<Trigger> fired) {
        boolean manual = fired.stream().anyMatch(Trigger::isManual);
        boolean automatic = fired.stream().anyMatch(trigger -> !trigger.isManual());
        return manual && automatic ? "hybrid" : manual ? "manual" : "automatic";
    }

    private void copy(String member, ObjectNode to) {
        JsonNode value = turn.told().path(member);
        if (!value.isMissingNode()) {
            to.set(member, value);
        }
    }
}
