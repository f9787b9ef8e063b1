package dev.baton.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.handover.Handover;
import dev.baton.ledger.Handovers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoursesTest {

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    /** Waits as long as it may. */
    private static final RandomGenerator SLOWEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final Handover handover = Handovers.handover("bot", "key", "c-1");

    @Test
    void each_wait_may_be_twice_as_long_as_the_one_before_up_to_fifteen_seconds() {
        Backoff backoff = Backoff.standard(SLOWEST);
        List<Long> longest = new ArrayList<>();
        for (int tries = 1; tries <= 8; tries++) {
            longest.add(backoff.after(tries, null).toMillis());
        }
        assertThat(longest).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L, 15_000L);
        assertThat(backoff.after(100_000, null)).isEqualTo(Duration.ofSeconds(15));
        assertThat(backoff.after(1, Duration.ofSeconds(7))).isEqualTo(Duration.ofMillis(7_500));
        RandomGenerator random = RandomGenerator.of("Random");
        for (int i = 0; i < 1_000; i++) {
            assertThat(Backoff.standard(random).after(3, null)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        }
    }

    @Test
    void the_last_try_begins_at_the_deadline_and_what_the_target_asks_for_must_be_before_it() {
        Instant nearlyOver = Handovers.NOON.plus(DEADLINE).minusMillis(100);
        assertThat(again(after(nearlyOver, Story.of(null), busy(null), Doubt.NONE))
                        .at())
                .isEqualTo(Handovers.NOON.plus(DEADLINE));
        assertThat(after(nearlyOver, Story.of(null), busy(Duration.ofSeconds(1)), Doubt.NONE))
                .isInstanceOf(Course.Over.class);
        assertThat(after(Handovers.NOON.plus(DEADLINE), Story.of(null), busy(null), Doubt.NONE))
                .isInstanceOf(Course.Over.class);
    }

    @Test
    void the_deadline_that_was_written_down_first_counts_whatever_the_configuration_says_later() {
        Story promised = Story.of(null).until(Handovers.NOON.plusSeconds(5));
        assertThat(after(Handovers.NOON.plusSeconds(6), promised, busy(null), Doubt.NONE))
                .isInstanceOf(Course.Over.class);
        Course.Again again = again(after(Handovers.NOON, Story.of(null), busy(null), Doubt.NONE));
        ObjectNode kept = again.story().soFar();
        assertThat(Story.of(kept).until()).isEqualTo(Handovers.NOON.plus(DEADLINE));
    }

    @Test
    void a_clock_that_was_put_back_does_not_make_tries_without_end() {
        Instant longAgo = Handovers.NOON.minus(Duration.ofDays(1));
        Story story = Story.of(null);
        int tries = 1;
        Course course = after(longAgo, story, busy(null), Doubt.NONE);
        while (course instanceof Course.Again again) {
            tries++;
            story = Story.of(again.story().soFar());
            course = after(longAgo, story, busy(null), Doubt.NONE);
        }
        assertThat(tries).isEqualTo(100);
        assertThat(((Course.Over) course)
                        .story()
                        .soFar()
                        .at("/attempts/0/tries")
                        .asInt())
                .isEqualTo(100);
        assertThat(((Course.Over) course).story().soFar().path("attempts")).hasSize(3);
    }

    @Test
    void a_doubt_about_one_try_stays_with_those_that_follow_it() {
        Course.Again again = again(after(Handovers.NOON, Story.of(null), busy(null), Doubt.TAKEN));
        Story known = Story.of(again.story().soFar());
        assertThat(known.uncertain(handover.target())).isTrue();
        Course.Again third = again(after(Handovers.NOON.plusSeconds(1), known, busy(null), Doubt.NONE));
        assertThat(Story.of(third.story().soFar()).uncertain(handover.target())).isTrue();
    }

    private Course after(Instant now, Story story, Failure failure, Doubt doubt) {
        return new Courses(
                        target -> Optional.empty(),
                        Backoff.standard(SLOWEST),
                        any -> DEADLINE,
                        Clock.fixed(now, ZoneOffset.UTC))
                .after(handover, story, failure, doubt);
    }

    private static Course.Again again(Course course) {
        assertThat(course).isInstanceOf(Course.Again.class);
        return (Course.Again) course;
    }

    private static Failure busy(@Nullable Duration retryAfter) {
        return new Failure(FailureClass.TRY_AGAIN, "unavailable", "away", retryAfter);
    }
}
