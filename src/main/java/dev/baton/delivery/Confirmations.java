package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.Transition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries whose calls went well while only an event of the target says whether it has the handover. The ledger alone
 * remembers them: any process may see the event, and any may notice that none came.
 */
final class Confirmations {

    private final Ledger ledger;
    private final Clock clock;
    private final LateCalls late;

    Confirmations(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.late = new LateCalls(ledger, clock);
    }

    /**
     * The handover stays as it is; its lease now ends with the time that an event may take.
     *
     * @return empty when an event was there before
     */
    Optional<StoredHandover> await(Handover handover, Duration longest, ObjectNode event, ObjectNode outcome) {
        Instant now = clock.instant();
        Transition awaits = new Transition(
                Set.of(HandoverState.DELIVERING),
                HandoverState.DELIVERING,
                now,
                event.put("awaitsSeconds", longest.toSeconds()),
                outcome,
                now.plus(longest),
                true);
        Optional<StoredHandover> awaiting = ledger.move(handover, awaits).join();
        if (awaiting.isEmpty()) {
            overtaken(handover, event, outcome);
        }
        return awaiting;
    }

    /** An event came before the end of the very call that it is about: the call's outcome is added to the event's. */
    void overtaken(Handover handover, ObjectNode event, ObjectNode outcome) {
        Ledger.Advance noted = ledger.advance(handover.id(), stored -> {
                    ObjectNode both = merged(stored.outcome(), outcome);
                    boolean elsewhere = !stored.handover().target().equals(handover.target());
                    return elsewhere || stored.state().isTerminal() || both.equals(stored.outcome()) || both.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Transition(
                                    Set.of(stored.state()), stored.state(), clock.instant(), event, both, null));
                })
                .join();
        if (noted.after().isEmpty()) {
            late.taken(handover, event, outcome);
        }
    }

    /** @param repeatable whether the same call twice does no harm */
    static Failure unconfirmed(boolean repeatable) {
        return new Failure(
                repeatable ? FailureClass.TRY_AGAIN : FailureClass.UNKNOWN,
                "unconfirmed",
                "The target took the call, and no event of it said in time what became of the handover. "
                        + (repeatable ? "" : "It may have it; sending it again could double it. ")
                        + "The integrator checks that the target's events reach this gateway, and the target's own log.",
                null);
    }

    /** What was known and what is new; of one reference the newer value, of the story what is known. */
    static ObjectNode merged(@Nullable ObjectNode known, ObjectNode added) {
        ObjectNode both = known == null ? JsonNodeFactory.instance.objectNode() : known.deepCopy();
        added.properties().forEach(member -> {
            if (member.getKey().equals("externalRefs")) {
                both.withObject("externalRefs").setAll((ObjectNode) member.getValue());
            } else if (!Story.isOf(member.getKey()) || !both.has(Story.MEMBER)) {
                both.set(member.getKey(), member.getValue());
            }
        });
        return both;
    }
}
