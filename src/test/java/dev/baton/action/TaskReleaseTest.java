package dev.baton.action;

import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import dev.baton.ledger.TaskQueue.Awaits;
import dev.baton.ledger.TaskQueue.Due;
import dev.baton.ledger.TaskQueue.Planned;
import dev.baton.worker.WorkerLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway gives back as it stops, the next one does without waiting. */
class TaskReleaseTest {

    @TempDir
    Path folder;

    @Test
    void a_task_that_is_given_back_is_due_at_once_as_if_nobody_had_claimed_it() {
        try (SqlLedger ledger = Ledgers.sqlite(folder)) {
            TaskWork work = work(ledger);
            Planned task = new Planned(0, "notify", "mail", Awaits.NOTHING, object().put("n", 1));
            ledger.claim(handover("shop", null, "c"), NOON, List.of(task)).join();
            Due claimed = work.claim("mail", NOON, 10).get(0);
            assertThat(work.lanes(NOON.plusSeconds(1), List.of(), 10)).isEmpty();

            work.release(claimed, NOON.plusSeconds(1));

            assertThat(work.lanes(NOON.plusSeconds(1), List.of(), 10)).containsExactly("mail");
            assertThat(work.claim("mail", NOON.plusSeconds(1), 10))
                    .containsExactly(new Due(
                            claimed.handoverId(),
                            0,
                            "shop",
                            "notify",
                            "mail",
                            object().put("n", 1),
                            0,
                            0,
                            NOON,
                            claimed.lease().plusSeconds(1)));
        }
    }

    private static TaskWork work(SqlLedger ledger) {
        WorkerLimits limits =
                new WorkerLimits(4, 4, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(30));
        ActionDelivery delivery = new ActionDelivery(
                ledger,
                task -> {
                    throw new AssertionError("Nothing is done here");
                },
                limits.patience(),
                Duration.ofMinutes(10),
                new ActionMetrics(new SimpleMeterRegistry()),
                Clock.fixed(NOON, ZoneOffset.UTC));
        return new TaskWork(ledger.tasks(), delivery);
    }
}
