package dev.baton.callback;

import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.CallbackQueue.Due;
import dev.baton.ledger.CallbackQueue.Lane;
import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import dev.baton.vendor.AllowedHosts;
import dev.baton.vendor.GuardedPost;
import dev.baton.worker.WorkerLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway gives back as it stops, the next one tells without waiting. */
class CallbackReleaseTest {

    private static final Lane LANE = new Lane("shop", "https://bot.example.org:443");

    @TempDir
    Path folder;

    @Test
    void a_callback_that_is_given_back_is_due_at_once_as_if_nobody_had_claimed_it() throws Exception {
        try (SqlLedger ledger = Ledgers.sqlite(folder);
                GuardedPost post = new GuardedPost(
                        new AllowedHosts(Set.of("bot.example.org"), Set.of()),
                        properties().limits())) {
            CallbackWork work = work(ledger, post);
            ObjectNode message = object();
            message.putObject("callback").put("url", "https://bot.example.org/x");
            ledger.claim(handover("shop", null, "c", NOON, message), NOON).join();
            Due claimed = work.claim(LANE, NOON, 10).get(0);
            assertThat(work.lanes(NOON.plusSeconds(1), List.of(), 10)).isEmpty();

            work.release(claimed, NOON.plusSeconds(1));

            assertThat(work.lanes(NOON.plusSeconds(1), List.of(), 10)).containsExactly(LANE);
            assertThat(work.claim(LANE, NOON, 10)).isEmpty();
            assertThat(work.claim(LANE, NOON.plusSeconds(1), 10))
                    .containsExactly(new Due(
                            claimed.handoverId(), LANE, 1, 0, 0, claimed.lease().plusSeconds(1)));
        }
    }

    private static CallbackWork work(SqlLedger ledger, GuardedPost post) {
        WorkerLimits limits = properties().worker();
        CallbackSecrets secrets = CallbackSecrets.of(Map.of());
        CallbackDelivery delivery = new CallbackDelivery(
                ledger,
                post,
                new CallbackRules(post, secrets),
                secrets,
                stored -> object(),
                limits.patience(),
                new CallbackMetrics(new SimpleMeterRegistry()),
                Clock.fixed(NOON, ZoneOffset.UTC));
        return new CallbackWork(ledger.callbacks(), delivery, post, limits.giveUpAfter());
    }

    private static CallbackProperties properties() {
        return new CallbackProperties(
                Set.of("bot.example.org"),
                false,
                4,
                4,
                Duration.ofHours(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30));
    }
}
