package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);

    @ParameterizedTest
    @CsvSource({"50/s, 50, PT0.02S", "600/m, 600, PT0.1S", "1/h, 1, PT1H"})
    void all_may_come_at_once_and_then_evenly(String text, int atOnce, Duration interval) {
        Throttle throttle = new Throttle(Rate.parse(text), now::get);

        for (int i = 0; i < atOnce; i++) {
            assertThat(throttle.take()).isZero();
        }
        assertThat(throttle.take()).isEqualTo(interval);
        now.addAndGet(interval.toNanos() - 1);
        assertThat(throttle.take()).isEqualTo(Duration.ofNanos(1));
        now.incrementAndGet();
        assertThat(throttle.take()).isZero();
        assertThat(throttle.take()).isPositive();
    }

    @Test
    void a_long_rest_gives_no_more_than_the_whole() {
        Throttle throttle = new Throttle(Rate.parse("5/s"), now::get);
        now.addAndGet(Duration.ofDays(1).toNanos());

        for (int i = 0; i < 5; i++) {
            assertThat(throttle.take()).isZero();
        }
        assertThat(throttle.take()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "0/s", "-1/s", "50/d", "1.5/s", "9999999/s", "50 / s"})
    void what_is_no_rate_is_refused(String text) {
        assertThatThrownBy(() -> Rate.parse(text))
                .hasMessage("is no acceptable rate: expected for example 50/s, 600/m or 10000/h");
    }
}
