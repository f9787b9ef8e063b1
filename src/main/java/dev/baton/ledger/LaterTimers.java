package dev.baton.ledger;

import dev.baton.handover.Handover;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Timers that are made after the ledger: what knows the steps needs what needs the ledger. Looked for until found. */
final class LaterTimers implements Timers {

    private final Supplier<@Nullable Timers> source;
    private volatile @Nullable Timers found;

    LaterTimers(Supplier<@Nullable Timers> source) {
        this.source = source;
    }

    @Override
    public @Nullable Duration unclaimed(Handover handover) {
        return timers().unclaimed(handover);
    }

    @Override
    public @Nullable Duration active(Handover handover) {
        return timers().active(handover);
    }

    private Timers timers() {
        Timers known = found;
        if (known == null) {
            known = source.get();
            found = known;
        }
        return known == null ? NONE : known;
    }
}
