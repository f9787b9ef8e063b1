package dev.baton.sip.policy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** That one forward may happen. Thread-safe. */
public final class Permit {

    private final BiConsumer<String, Boolean> end;
    private final AtomicBoolean ended = new AtomicBoolean();

    Permit(BiConsumer<String, Boolean> end) {
        this.end = end;
    }

    /**
     * The forward has ended. Only the first call counts.
     *
     * @param outcome for the record, such as {@code answered}
     * @param nothingHappened whether the call is surely where it was: then it may be forwarded again
     */
    public void release(String outcome, boolean nothingHappened) {
        if (ended.compareAndSet(false, true)) {
            end.accept(outcome, nothingHappened);
        }
    }
}
