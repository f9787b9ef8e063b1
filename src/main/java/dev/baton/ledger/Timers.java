package dev.baton.ledger;

import dev.baton.handover.Handover;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a target that has a handover may keep it without a word. Asked on the writer's thread: it only looks up. */
public interface Timers {

    /** Nothing is timed. */
    Timers NONE = new Timers() {
        @Override
        public @Nullable Duration unclaimed(Handover handover) {
            return null;
        }

        @Override
        public @Nullable Duration active(Handover handover) {
            return null;
        }
    };

    /** From the moment a target takes it until a human does; absent for no such timer. */
    @Nullable
    Duration unclaimed(Handover handover);

    /** From one sign of life to the next, once a human has it; absent for no such timer. */
    @Nullable
    Duration active(Handover handover);
}
