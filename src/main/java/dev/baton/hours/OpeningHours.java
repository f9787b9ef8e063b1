package dev.baton.hours;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Open is what the clock on the wall says: an hour that a change of the clocks leaves out is not there, one that comes
 * twice counts twice. Immutable.
 */
public final class OpeningHours {

    /** What is not open within this time has no next opening. */
    private static final int LONGEST_LOOK = 400;

    private static final int FIRST_LOOK = 4;

    private final ZoneId zone;
    private final Week week;
    private final @Nullable Holidays holidays;

    /** @param holidays in the same zone; absent when there are none */
    public OpeningHours(ZoneId zone, Week week, @Nullable Holidays holidays) {
        this.zone = zone;
        this.week = week;
        this.holidays = holidays;
    }

    public ZoneId zone() {
        return zone;
    }

    public boolean isOpen(Instant at) {
        return week.isOpen(LocalDateTime.ofInstant(at, zone)) && (holidays == null || !holidays.contain(at));
    }

    /** When it opens next, after this time; empty when not within 400 days. */
    public Optional<Instant> opensAfter(Instant at) {
        return next(at, true);
    }

    /** When it closes next, after this time; empty when not within 400 days. */
    public Optional<Instant> closesAfter(Instant at) {
        return next(at, false);
    }

    /** Looks only at times when it may change, first near and then further away. */
    private Optional<Instant> next(Instant at, boolean open) {
        LocalDate from = LocalDate.ofInstant(at, zone).minusDays(1);
        for (int days = FIRST_LOOK, done = 0; done < LONGEST_LOOK; done += days, days *= 2) {
            LocalDate to = from.plusDays(days);
            // A day's hours may end after the next one's begin where the clocks go back over midnight.
            Instant sure = to.minusDays(1).atStartOfDay(zone).toInstant().minus(Duration.ofHours(1));
            for (Instant turn : turns(from, to)) {
                if (turn.isAfter(at) && turn.isBefore(sure) && isOpen(turn) == open && isOpen(before(turn)) != open) {
                    return Optional.of(turn);
                }
            }
            from = to.minusDays(2);
        }
        return Optional.empty();
    }

    private static Instant before(Instant turn) {
        return turn.minusNanos(1);
    }

    private TreeSet<Instant> turns(LocalDate from, LocalDate to) {
        TreeSet<Instant> turns = new TreeSet<>();
        ZoneRules rules = zone.getRules();
        for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
            for (LocalDateTime wall : week.turns(day)) {
                for (ZoneOffset offset : rules.getValidOffsets(wall)) {
                    turns.add(wall.toInstant(offset));
                }
            }
        }
        Instant start = from.atStartOfDay(zone).toInstant();
        Instant end = to.atStartOfDay(zone).toInstant();
        for (ZoneOffsetTransition change = rules.nextTransition(start);
                change != null && change.getInstant().isBefore(end);
                change = rules.nextTransition(change.getInstant())) {
            turns.add(change.getInstant());
        }
        if (holidays != null) {
            holidays.addTurns(start, end, turns);
        }
        return turns;
    }
}
