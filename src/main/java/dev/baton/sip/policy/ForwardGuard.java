package dev.baton.sip.policy;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.policy.Entry.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets forwards through as long as caps allow it, each call once, and each on record before it happens. One for all
 * targets of a gateway. Thread-safe; an append to a file is all it waits for.
 */
public final class ForwardGuard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardGuard.class);
    /** Who is refused costs no call, but a line on the disk. */
    private static final int REFUSALS_PER_MINUTE = 60;

    private static final String REFUSED = "refused";

    private final Clock clock;
    private final ForwardRecord forwards;
    private final MinuteWindow lastMinute = new MinuteWindow();
    private final MinuteWindow refusals = new MinuteWindow();
    private final MovedCalls moved = new MovedCalls();
    private final Map<String, Integer> current = new HashMap<>();
    private final Map<String, Integer> today = new HashMap<>();
    private LocalDate day;
    private long leftOut;

    private final boolean counts;

    private ForwardGuard(Clock clock, ForwardRecord forwards, boolean counts) throws IOException {
        this.clock = clock;
        this.counts = counts;
        this.forwards = forwards;
        Instant now = clock.instant();
        this.day = dayOf(now);
        forwards.read(now, this::remember);
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

    private static LocalDate dayOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private void remember(Entry entry) {
        Instant time = entry.instant();
        if (entry.event() == Event.PERMITTED) {
            moved.add(entry.dialog(), time);
            if (dayOf(time).equals(day)) {
                today.merge(entry.target(), 1, Integer::sum);
            }
        } else if (entry.event() == Event.UNDONE) {
            moved.remove(entry.dialog());
        }
    }

    /**
     * Asks for leave, and puts it on record.
     *
     * @return to be released when the forward has ended
     * @throws ForwardRefusedException when a cap is reached, the call was moved before, or the record cannot be written
     */
    public synchronized Permit acquire(Attempt attempt) throws ForwardRefusedException {
        if (!counts) {
            return new Permit((outcome, nothing) -> {});
        }
        Instant now = clock.instant();
        forget(now);
        String dialog = MovedCalls.hash(attempt.callId());
        try {
            check(attempt, dialog);
        } catch (ForwardRefusedException e) {
            refused(now, attempt, e.refusal());
            throw e;
        }
        write(now, attempt);
        String target = attempt.target();
        moved.add(dialog, now);
        lastMinute.add(now, target, attempt.destination().key());
        today.merge(target, 1, Integer::sum);
        current.merge(target, 1, Integer::sum);
        return new Permit((outcome, nothing) -> released(attempt, dialog, outcome, nothing));
    }

    private void forget(Instant now) {
        lastMinute.forget(now);
        refusals.forget(now);
        moved.forget(now);
        LocalDate date = dayOf(now);
        // A clock that is set back to yesterday must not open the caps of today again; a day that never came must not
        // keep them closed.
        if (date.isAfter(day) || date.isBefore(day.minusDays(1))) {
            day = date;
            today.clear();
        }
    }

    private void check(Attempt attempt, String dialog) throws ForwardRefusedException {
        String target = attempt.target();
        Caps caps = attempt.caps();
        if (moved.has(dialog)) {
            throw new ForwardRefusedException(
                    Refusal.CALL_MOVED_BEFORE, "This call was forwarded before, and a call is forwarded once");
        }
        cap(Refusal.TOO_MANY_AT_ONCE, "forwards at once", current.getOrDefault(target, 0), caps.atOnce(), target);
        cap(Refusal.TOO_MANY_TODAY, "forwards today (UTC)", today.getOrDefault(target, 0), caps.perDay(), target);
        cap(Refusal.TOO_MANY_PER_MINUTE, "forwards in a minute", lastMinute.of(target), caps.perMinute(), target);
        cap(
                Refusal.TOO_MANY_TO_THE_NUMBER,
                "forwards to the same destination in a minute",
                lastMinute.of(target, attempt.destination().key()),
                caps.perMinuteToOne(),
                target);
    }

    private static void cap(Refusal refusal, String what, int count, int cap, String target)
            throws ForwardRefusedException {
        if (count >= cap) {
            throw new ForwardRefusedException(refusal, "Target " + target + " has its " + cap + " " + what);
        }
    }

    private void write(Instant now, Attempt attempt) throws ForwardRefusedException {
        try {
            forwards.append(now, Entry.of(now, Event.PERMITTED, attempt, null));
        } catch (IOException e) {
            LOG.error("The record of forwards cannot be written, and so no call is forwarded: {}", e.toString());
            throw new ForwardRefusedException(
                    Refusal.NOT_ON_RECORD,
                    "The record of forwards cannot be written (" + e + "), and so no call is forwarded; who runs the"
                            + " gateway makes room on the disk, or lets the gateway write to the folder",
                    e);
        }
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
        current.computeIfPresent(attempt.target(), (key, count) -> count == 1 ? null : count - 1);
        if (nothingHappened) {
            moved.remove(dialog);
        }
        Instant now = clock.instant();
        append(now, Entry.of(now, nothingHappened ? Event.UNDONE : Event.ENDED, attempt, outcome));
    }

    private void append(Instant now, Entry entry) {
        try {
            forwards.append(now, entry);
        } catch (IOException e) {
            LOG.error("The record of forwards cannot be written: {}", e.toString());
        }
    }

    /** How many of a target's forwards have not ended. */
    public synchronized int current(@Nullable String target) {
        return target == null
                ? current.values().stream().mapToInt(Integer::intValue).sum()
                : current.getOrDefault(target, 0);
    }

    @Override
    public synchronized void close() {
        forwards.close();
    }
}
