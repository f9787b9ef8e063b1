package dev.baton.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockStepsTest {

    private Instant time = Instant.parse("2026-03-01T12:00:00Z");
    private long nanos;
    private final ClockSteps steps = new ClockSteps(new Settable(), () -> nanos);

    @Test
    void a_clock_that_only_runs_is_believed() {
        for (int hour = 0; hour < 48; hour++) {
            pass(Duration.ofHours(1));
            assertThat(steps.isBelieved()).isTrue();
        }
    }

    @Test
    void a_clock_that_is_put_right_by_a_minute_is_believed() {
        time = time.plus(Duration.ofMinutes(1));

        assertThat(steps.isBelieved()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3H", "-PT3H", "P4000D"})
    void a_clock_that_was_set_is_believed_after_an_hour(Duration step) {
        time = time.plus(step);

        assertThat(steps.isBelieved()).isFalse();
        pass(Duration.ofMinutes(59));
        assertThat(steps.isBelieved()).isFalse();
        pass(Duration.ofMinutes(2));
        assertThat(steps.isBelieved()).isTrue();
    }

    private void pass(Duration duration) {
        time = time.plus(duration);
        nanos += duration.toNanos();
    }

    private final class Settable extends Clock {

        @Override
        public Instant instant() {
            return time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
