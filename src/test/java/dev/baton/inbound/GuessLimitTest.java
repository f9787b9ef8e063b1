package dev.baton.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessLimitTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final GuessLimit limit = new GuessLimit(nanos::get);

    @Test
    void who_guesses_too_often_is_stopped_for_the_rest_of_the_minute() {
        for (int i = 0; i < GuessLimit.MOST; i++) {
            assertThat(limit.exceeded("desk")).isFalse();
            limit.failed("desk");
        }
        assertThat(limit.exceeded("desk")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(limit.exceeded("desk")).isTrue();
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(limit.exceeded("desk")).isFalse();
        limit.failed("desk");
        assertThat(limit.exceeded("desk")).isFalse();
    }

    @Test
    void others_are_not_concerned() {
        for (int i = 0; i < GuessLimit.MOST; i++) {
            limit.failed("desk");
        }
        assertThat(limit.exceeded("other")).isFalse();
    }
}
