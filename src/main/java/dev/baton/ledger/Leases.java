package dev.baton.ledger;

import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Until when whoever a move gives a handover to has it. */
enum Leases {
    /** Of the process that works on it, or of nobody. */
    PROCESS("lease_until = ?"),
    /** The target has it and nobody else yet: the timer of its first word runs on, whatever is told meanwhile. */
    UNCLAIMED(
            "lease_until = CASE WHEN state IN ('accepted', 'queued') THEN lease_until ELSE CAST(? AS bigint) END, "
                    + Leases.TAKEN),
    /** A human has it: every sign of life begins the time anew. */
    HUMAN("lease_until = ?, " + Leases.TAKEN),
    /** Nobody has it any more, but a target had. */
    OVER("lease_until = ?, " + Leases.TAKEN);

    private static final Set<HandoverState> WITH_TARGET =
            Set.of(HandoverState.ACCEPTED, HandoverState.QUEUED, HandoverState.ASSIGNED, HandoverState.ACTIVE);

    /** Words of the statement. */
    final String sql;

    Leases(String sql) {
        this.sql = sql;
    }

    static final String TAKEN = "taken_at = coalesce(taken_at, ?)";

    static Leases of(HandoverState to) {
        return switch (to) {
            case ACCEPTED, QUEUED -> UNCLAIMED;
            case ASSIGNED, ACTIVE -> HUMAN;
            case COMPLETED, RETURNED -> OVER;
            default -> PROCESS;
        };
    }

    /** Whether the lease of a handover in this state is the human's. */
    static boolean isTimed(HandoverState state) {
        return WITH_TARGET.contains(state);
    }

    boolean isTaken() {
        return this != PROCESS;
    }

    /** How long the lease is that begins with such a move; absent for none. */
    @Nullable
    Duration length(Timers timers, Handover handover) {
        return switch (this) {
            case UNCLAIMED -> timers.unclaimed(handover);
            case HUMAN -> timers.active(handover);
            default -> null;
        };
    }
}
