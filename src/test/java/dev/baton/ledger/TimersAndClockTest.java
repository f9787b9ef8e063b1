package dev.baton.ledger;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.conversation.ConversationMetrics;
import dev.baton.conversation.ConversationTimers;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway's clock is set while a conversation waits ten minutes for a human. */
class TimersAndClockTest {

    private static final Duration UNCLAIMED = Duration.ofMinutes(10);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Adjustable clock = new Adjustable();
    private SqlLedger ledger;
    private ConversationTimers timers;
    private Handover waiting;

    @BeforeEach
    void a_conversation_waits(@TempDir Path folder) {
        ledger = Ledgers.sqlite(folder, Tuning.DEFAULT.withTimers(new TenMinutes()));
        timers = new ConversationTimers(ledger, new SteadyClock(clock, clock::nanos), new ConversationMetrics(meters));
        waiting = handover("bot", null, "c");
        ledger.claim(waiting, NOON.plusSeconds(30)).join();
        ledger.move(waiting.id(), to(ACCEPTED, clock.instant(), REQUESTED)).join();
        timers.run();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void it_expires_after_ten_minutes() {
        pass(UNCLAIMED.minusSeconds(1));
        assertThat(state()).isEqualTo(ACCEPTED);
        pass(Duration.ofSeconds(1));
        assertThat(state()).isEqualTo(HandoverState.EXPIRED);
        assertThat(meters.counter("handover.expired", "target", "genesys-eu", "code", "unclaimed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_jump_ahead_leaves_it_half_of_its_time() {
        clock.jump(Duration.ofDays(30));
        pass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(state()).isEqualTo(ACCEPTED);
        pass(Duration.ofSeconds(1));
        assertThat(state()).isEqualTo(HandoverState.EXPIRED);
    }

    @Test
    void a_jump_ahead_and_back_ends_nothing() {
        clock.jump(Duration.ofHours(5));
        pass(Duration.ofMinutes(2));
        clock.jump(Duration.ofHours(-5));
        pass(UNCLAIMED.minusSeconds(121));
        assertThat(state()).isEqualTo(ACCEPTED);
        pass(Duration.ofSeconds(1));
        assertThat(state()).isEqualTo(HandoverState.EXPIRED);
    }

    @Test
    void a_jump_back_makes_it_wait_as_much_longer() {
        clock.jump(Duration.ofMinutes(-3));
        pass(UNCLAIMED);
        assertThat(state()).isEqualTo(ACCEPTED);
        pass(Duration.ofMinutes(3));
        assertThat(state()).isEqualTo(HandoverState.EXPIRED);
    }

    @Test
    void while_the_ledger_is_away_nothing_is_lost() {
        ledger.close();
        timers.run();
        assertThat(meters.find("handover.expired").counter()).isNull();
    }

    private HandoverState state() {
        return ledger.findOfAny(waiting.id()).orElseThrow().state();
    }

    /** A second at a time, as the gateway looks every two. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.pass(Duration.ofSeconds(1));
            timers.run();
        }
    }

    private static final class TenMinutes implements Timers {
        @Override
        public @Nullable Duration unclaimed(Handover handover) {
            return UNCLAIMED;
        }

        @Override
        public @Nullable Duration active(Handover handover) {
            return null;
        }
    }

    /** Can be set, while time passes all the same. */
    private static final class Adjustable extends Clock {
        private Instant shown = NOON;
        private long nanos;

        void jump(Duration by) {
            shown = shown.plus(by);
        }

        void pass(Duration time) {
            shown = shown.plus(time);
            nanos += time.toNanos();
        }

        long nanos() {
            return nanos;
        }

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
