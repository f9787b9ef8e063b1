package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How somebody who is not the target ends a handover. */
public enum Ending {
    /** The bot goes on with the conversation. */
    RETURN(HandoverState.RETURNED),
    /** The conversation is over. */
    COMPLETE(HandoverState.COMPLETED),
    /** Nobody wants it any more; a call to the target that is under way ends, and changes nothing. */
    CANCEL(HandoverState.CANCELLED);

    private static final Set<HandoverState> WITH_TARGET =
            Set.of(HandoverState.ACCEPTED, HandoverState.QUEUED, HandoverState.ASSIGNED, HandoverState.ACTIVE);

    private final HandoverState state;

    Ending(HandoverState state) {
        this.state = state;
    }

    /** Where it leads. Its name is that of the receipt's member that says how. */
    public HandoverState state() {
        return state;
    }

    boolean isAllowedFrom(HandoverState from) {
        return this == CANCEL ? !from.isTerminal() : WITH_TARGET.contains(from);
    }

    /**
     * @param said what whoever ends it says; may hold personal data
     * @return the outcome that says so
     */
    ObjectNode outcome(@Nullable ObjectNode before, ObjectNode said) {
        ObjectNode outcome = before == null ? JsonNodeFactory.instance.objectNode() : before.deepCopy();
        outcome.remove(List.of(Story.UNTIL, Progress.MEMBER));
        outcome.set(state.wireName(), said);
        return outcome;
    }
}
