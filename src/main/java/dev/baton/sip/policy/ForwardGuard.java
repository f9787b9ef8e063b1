package dev.baton.sip.policy;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.policy.Entry.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets forwards through as long as caps allow it, each call once, and each on record before it happens. One for all
 * targets of a gateway. Thread-safe; it waits for the disk, and for nothing else.
 */
public final class ForwardGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardGuard.class);
    /** Who is refused costs no call, but a line on the disk. */
    private static final int REFUSALS_PER_MINUTE = 60;

    private static final String REFUSED = "refused";

    private final Clock clock;
    private final ForwardRecord forwards;
    private final Tally tally;
    private final MinuteWindow refusals = new MinuteWindow();
    private long leftOut;

    private final boolean counts;

    private ForwardGuard(Clock clock, ForwardRecord forwards, boolean counts) throws IOException {
        this.clock = clock;
        this.counts = counts;
        this.forwards = forwards;
        Instant now = clock.instant();
        this.tally = new Tally(now);
        forwards.read(now, tally::remember);
    }

    /** What is counted ends with the process, and the record is the logger {@code sip.audit}. */
    public static ForwardGuard inMemory(Clock clock) {
        try {
            return new ForwardGuard(clock, new LoggedRecord(), true);
        } catch (IOException e) {
            throw new IllegalStateException("a logger has nothing to read", e);
        }
    }

    /** For calls that are only rehearsed: nothing is counted, and nothing is put on record. */
    public static ForwardGuard ofRehearsals(Clock clock) {
        try {
            return new ForwardGuard(clock, new LoggedRecord(), false);
        } catch (IOException e) {
            throw new IllegalStateException("a logger has nothing to read", e);
        }
    }

    /**
     * What is counted, and which calls were moved, outlives the process.
     *
     * @param folder made when it is not there; of no other gateway
     * @throws IOException when the folder cannot be read and written, or is in use
     */
    public static ForwardGuard inFolder(Path folder, Clock clock) throws IOException {
        RecordFile file = new RecordFile(folder);
        try {
            return new ForwardGuard(clock, file, true);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Asks for leave, and puts it on record.
     *
     * @return to be released when the forward has ended
     * @throws ForwardRefusedException when a cap is reached, the call was moved before, or the record cannot be written
     */
    public Permit acquire(Attempt attempt) throws ForwardRefusedException {
        if (!counts) {
            return new Permit((outcome, nothing) -> {});
        }
        String dialog = MovedCalls.hash(attempt.callId());
        long mark = begin(attempt, dialog);
        try {
            // Without the lock, so that who comes meanwhile shares the next wait for the disk instead of adding one.
            forwards.sync(mark);
        } catch (IOException e) {
            released(attempt, dialog, Refusal.NOT_ON_RECORD.label(), true);
            throw notOnRecord(e);
        }
        return new Permit((outcome, nothing) -> released(attempt, dialog, outcome, nothing));
    }

    private synchronized long begin(Attempt attempt, String dialog) throws ForwardRefusedException {
        Instant now = clock.instant();
        tally.forget(now);
        refusals.forget(now);
        try {
            tally.check(attempt, dialog);
        } catch (ForwardRefusedException e) {
            refused(now, attempt, e.refusal());
            throw e;
        }
        try {
            long mark = forwards.append(now, Entry.of(now, Event.PERMITTED, attempt, null));
            tally.began(now, attempt, dialog);
            return mark;
        } catch (IOException e) {
            throw notOnRecord(e);
        }
    }

    private static ForwardRefusedException notOnRecord(IOException e) {
        LOG.error("The record of forwards cannot be written, and so no call is forwarded: {}", e.toString());
        return new ForwardRefusedException(
                Refusal.NOT_ON_RECORD,
                "The record of forwards cannot be written (" + e + "), and so no call is forwarded; who runs the"
                        + " gateway makes room on the disk, or lets the gateway write to the folder",
                e);
    }

    /** A destination that the dial plan refused belongs on record too. */
    public synchronized void refused(String target, String callId, Refusal refusal) {
        Instant now = clock.instant();
        refusals.forget(now);
        Destination unknown = new Destination(SipUri.of(null, "invalid", 0), "", "…");
        refused(now, new Attempt(target, Caps.DEFAULT, unknown, callId), refusal);
    }

    private void refused(Instant now, Attempt attempt, Refusal refusal) {
        if (!counts) {
            return;
        }
        if (refusals.of(REFUSED) >= REFUSALS_PER_MINUTE) {
            leftOut++;
            return;
        }
        refusals.add(now, REFUSED, "");
        append(now, Entry.of(now, Event.REFUSED, attempt, refusal.label()).withLeftOut(leftOut));
        leftOut = 0;
    }

    private synchronized void released(Attempt attempt, String dialog, String outcome, boolean nothingHappened) {
        tally.ended(attempt, dialog, nothingHappened);
        Instant now = clock.instant();
        append(now, Entry.of(now, nothingHappened ? Event.UNDONE : Event.ENDED, attempt, outcome));
    }

    private void append(Instant now, Entry entry) {
        try {
            // Not waited for: what the loss of power takes of it makes nothing possible that should not be.
            long unused = forwards.append(now, entry);
        } catch (IOException e) {
            LOG.error("The record of forwards cannot be written: {}", e.toString());
        }
    }

    /** How many of a target's forwards have not ended. */
    public synchronized int current(@Nullable String target) {
        return tally.current(target);
    }

    @Override
    public synchronized void close() {
        forwards.close();
    }
}
