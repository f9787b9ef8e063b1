package dev.baton.sip.forward;

import dev.baton.sip.transaction.Timers;
import dev.baton.sip.transaction.TransactionSettings;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The times of a forward.
 *
 * @param firstReport Timer N of RFC 6665: how long after the acceptance the first report may take
 * @param overtaken how long something may be late that another message has overtaken: two retransmissions
 * @param nanoClock for how long things took
 */
record Pace(Timers timers, Duration firstReport, Duration overtaken, LongSupplier nanoClock) {

    static Pace of(Timers timers, TransactionSettings settings) {
        return new Pace(timers, settings.timeout(), settings.t1().multipliedBy(4), System::nanoTime);
    }

    static Duration smaller(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
