package dev.baton.ledger;

import static dev.baton.ledger.Handovers.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What timers run by when the gateway's clock is set. */
class SteadyClockTest {

    private Instant shown = NOON;
    private long nanos = 42;
    private final SteadyClock clock = new SteadyClock(new Adjustable(), () -> nanos);

    @Test
    void it_shows_the_other_clock_s_time() {
        assertThat(clock.instant()).isEqualTo(NOON);
        pass(Duration.ofMinutes(5));
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(300));
    }

    @Test
    void after_a_jump_ahead_it_goes_twice_as_fast_until_it_has_caught_up() {
        clock.instant();
        shown = shown.plus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(NOON);
        pass(Duration.ofMinutes(10));
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(20)));
        pass(Duration.ofMinutes(50));
        assertThat(clock.instant()).isEqualTo(shown).isEqualTo(NOON.plus(Duration.ofHours(2)));
        pass(Duration.ofMinutes(1));
        assertThat(clock.instant()).isEqualTo(shown);
    }

    @Test
    void a_jump_ahead_and_back_takes_no_more_from_a_timer_than_the_time_between() {
        clock.instant();
        shown = shown.plus(Duration.ofDays(1));
        pass(Duration.ofMinutes(3));
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(6)));
        shown = shown.minus(Duration.ofDays(1));
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(3)));
    }

    @Test
    void it_goes_back_with_the_other() {
        clock.instant();
        shown = shown.minus(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo(shown);
    }

    private void pass(Duration time) {
        shown = shown.plus(time);
        nanos += time.toNanos();
    }

    private final class Adjustable extends Clock {
        @Override
        public Instant instant() {
            return shown;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
