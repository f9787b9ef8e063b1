package dev.baton.ledger;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A number that is asked for at most once a second, however often the metrics are read. NaN when nobody can tell. */
final class Recent {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier source;
    private boolean asked;
    private long askedAt;
    private double value;

    Recent(LongSupplier source) {
        this.source = source;
    }

    synchronized double value() {
        long now = System.nanoTime();
        if (!asked || now - askedAt > FRESH_NANOS) {
            value = ask();
            askedAt = now;
            asked = true;
        }
        return value;
    }

    private double ask() {
        try {
            return source.getAsLong();
        } catch (LedgerUnavailableException away) {
            return Double.NaN;
        }
    }
}
