package dev.baton.report;

import dev.baton.handover.HandoverState;
import dev.baton.ledger.Facet;
import dev.baton.ledger.Fact;
import dev.baton.ledger.Rating;
import org.jspecify.annotations.Nullable;

/** What is counted of a group of handovers. */
final class Numbers {

    /** The disposition of a handover with which no human should have been bothered. */
    private static final String UNNECESSARY = "unnecessary";

    final long[] states = new long[HandoverState.values().length];
    long requested;
    long accepted;
    long fallback;
    long triggered;
    long judged;
    long right;
    long rated;
    final Stars ofBot = new Stars();
    final Stars ofAgent = new Stars();
    final Span toAccepted = new Span();
    final Span toAssigned = new Span();
    final Span toEnd = new Span();
    final Span withHuman = new Span();

    /** How customers rate somebody. */
    static final class Stars {
        private long number;
        private long total;

        private void add(long more, long sum) {
            number += more;
            total += sum;
        }

        /** To four places; null when there are none. */
        @Nullable
        Double mean() {
            return share(total, number);
        }
    }

    void add(Facet facet, Fact fact) {
        HandoverState state = facet.state();
        requested++;
        states[state.ordinal()]++;
        boolean taken = fact.takenAfter() != Fact.NEVER || isTaken(state);
        boolean human = fact.assignedAfter() != Fact.NEVER || isWithHuman(state);
        accepted += taken ? 1 : 0;
        fallback += facet.firstTarget() == null ? 0 : 1;
        if (facet.trigger() != null) {
            triggered++;
            // What a target has and no human yet may still become either.
            boolean decided = taken && (human || state.isTerminal());
            judged += decided ? 1 : 0;
            right += decided && human && !UNNECESSARY.equals(facet.disposition()) ? 1 : 0;
        }
        addTimes(state, fact);
    }

    void add(Rating rating) {
        rated += rating.handovers();
        (rating.ofAgent() ? ofAgent : ofBot).add(rating.number(), rating.total());
    }

    private void addTimes(HandoverState state, Fact fact) {
        add(toAccepted, fact.takenAfter());
        add(toAssigned, fact.assignedAfter());
        if (state == HandoverState.COMPLETED || state == HandoverState.RETURNED) {
            add(toEnd, fact.endedAfter());
            if (fact.assignedAfter() != Fact.NEVER) {
                add(withHuman, fact.endedAfter() - fact.assignedAfter());
            }
        }
    }

    void add(Numbers other) {
        for (int i = 0; i < states.length; i++) {
            states[i] += other.states[i];
        }
        requested += other.requested;
        accepted += other.accepted;
        fallback += other.fallback;
        triggered += other.triggered;
        judged += other.judged;
        right += other.right;
        rated += other.rated;
        ofBot.add(other.ofBot.number, other.ofBot.total);
        ofAgent.add(other.ofAgent.number, other.ofAgent.total);
        toAccepted.add(other.toAccepted);
        toAssigned.add(other.toAssigned);
        toEnd.add(other.toEnd);
        withHuman.add(other.withHuman);
    }

    long in(HandoverState state) {
        return states[state.ordinal()];
    }

    long open() {
        long open = 0;
        for (HandoverState state : HandoverState.values()) {
            open += state.isTerminal() ? 0 : in(state);
        }
        return open;
    }

    /** To four places; null when there is nothing to judge it by. */
    @Nullable
    Double precision() {
        return share(right, judged);
    }

    private static @Nullable Double share(long part, long whole) {
        return whole == 0 ? null : Math.round(10_000.0 * part / whole) / 10_000.0;
    }

    private static void add(Span span, long after) {
        if (after != Fact.NEVER) {
            span.add(after);
        }
    }

    private static boolean isTaken(HandoverState state) {
        return state == HandoverState.ACCEPTED || state == HandoverState.QUEUED || isWithHuman(state);
    }

    private static boolean isWithHuman(HandoverState state) {
        return switch (state) {
            case ASSIGNED, ACTIVE, COMPLETED, RETURNED -> true;
            default -> false;
        };
    }
}
