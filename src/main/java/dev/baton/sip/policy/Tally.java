package dev.baton.sip.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has been forwarded so far, and whether more may be. Not thread-safe. */
final class Tally {

    private final MinuteWindow lastMinute = new MinuteWindow();
    private final MovedCalls moved = new MovedCalls();
    private final Map<String, Integer> current = new HashMap<>();
    private final Map<String, Integer> today = new HashMap<>();
    private LocalDate day;

    Tally(Instant now) {
        this.day = dayOf(now);
    }

    private static LocalDate dayOf(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** From the record, after a restart: what was going on then is over. */
    void remember(Entry entry) {
        Instant time = entry.instant();
        if (entry.event() == Entry.Event.PERMITTED) {
            moved.add(entry.dialog(), time);
            if (dayOf(time).equals(day)) {
                today.merge(entry.target(), 1, Integer::sum);
            }
        } else if (entry.event() == Entry.Event.UNDONE) {
            moved.remove(entry.dialog());
        }
    }

    void forget(Instant now) {
        lastMinute.forget(now);
        moved.forget(now);
        LocalDate date = dayOf(now);
        // A clock that is set back to yesterday must not open the caps of today again; a day that never came must not
        // keep them closed.
        if (date.isAfter(day) || date.isBefore(day.minusDays(1))) {
            day = date;
            today.clear();
        }
    }

    /** @throws ForwardRefusedException when a cap is reached, or the call was moved before */
    void check(Attempt attempt, String dialog) throws ForwardRefusedException {
        String target = attempt.target();
        Caps caps = attempt.caps();
        if (moved.has(dialog)) {
            throw new ForwardRefusedException(
                    Refusal.CALL_MOVED_BEFORE, "This call was forwarded before, and a call is forwarded once");
        }
        cap(Refusal.TOO_MANY_AT_ONCE, "forwards at once", current(target), caps.atOnce(), target);
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

    void began(Instant now, Attempt attempt, String dialog) {
        String target = attempt.target();
        moved.add(dialog, now);
        lastMinute.add(now, target, attempt.destination().key());
        today.merge(target, 1, Integer::sum);
        current.merge(target, 1, Integer::sum);
    }

    void ended(Attempt attempt, String dialog, boolean nothingHappened) {
        current.computeIfPresent(attempt.target(), (key, count) -> count == 1 ? null : count - 1);
        if (nothingHappened) {
            moved.remove(dialog);
        }
    }

    /** @param target null for all */
    int current(@Nullable String target) {
        return target == null
                ? current.values().stream().mapToInt(Integer::intValue).sum()
                : current.getOrDefault(target, 0);
    }
}
