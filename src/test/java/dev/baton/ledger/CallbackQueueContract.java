package dev.baton.ledger;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.DELIVERING;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.object;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.handover.Handover;
import dev.baton.ledger.CallbackQueue.Due;
import dev.baton.ledger.CallbackQueue.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises about callbacks. */
abstract class CallbackQueueContract {
    private static final Instant LEASE = NOON.plusSeconds(30);
    private static final Instant LATER = NOON.plusSeconds(60);

    private final String client = "client-" + UlidCreator.getMonotonicUlid();
    private final Lane lane = new Lane(client, "https://bot.example.org:443");
    private SqlLedger ledger;

    /** Opens the same, empty at first, database of this test again, as another process would. */
    abstract SqlLedger open();

    @BeforeEach
    void openLedger() {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void a_handover_without_an_address_has_nothing_to_tell() {
        Handover silent = handover(client, "k", "c");
        ledger.claim(silent, LEASE).join();
        ledger.move(silent.id(), to(FAILED, NOON, REQUESTED)).join();

        assertThat(ledger.callbacks().waitingCount()).isZero();
        assertThat(ledger.callbacks().lanes(LATER, List.of(), 10)).isEmpty();
    }

    @Test
    void what_is_claimed_is_to_be_told_also_after_a_restart() {
        Handover sent = claimed("c");
        ledger.close();
        ledger = open();

        assertThat(ledger.callbacks().lanes(NOON, List.of(), 10)).containsExactly(lane);
        assertThat(due()).isEqualTo(new Due(sent.id(), lane, 1, 0, 0, LEASE));
    }

    @Test
    void what_one_has_nobody_else_gets_until_its_lease_ends() {
        claimed("c");
        due();

        assertThat(take(NOON)).isEmpty();
        assertThat(take(LEASE)).hasSize(1);
    }

    @Test
    void who_lost_the_lease_changes_nothing() {
        claimed("c");
        Due lost = due();
        Due mine =
                ledger.callbacks().claim(lane, LEASE, LEASE, LATER, 10).join().get(0);

        assertThat(ledger.callbacks().told(lost, 2, LATER).join()).isFalse();
        assertThat(ledger.callbacks().again(lost, 1, 0, LATER).join()).isFalse();
        assertThat(ledger.callbacks().end(lost).join()).isFalse();
        assertThat(ledger.callbacks().told(mine, 2, LATER).join()).isTrue();
    }

    @Test
    void a_step_that_comes_while_another_is_told_is_not_forgotten() {
        Handover sent = claimed("c");
        Due first = due();
        ledger.move(sent.id(), to(DELIVERING, NOON, REQUESTED)).join();

        ledger.callbacks().told(first, 2, NOON).join();

        assertThat(due()).isEqualTo(new Due(sent.id(), lane, 2, 0, 0, LEASE));
    }

    @Test
    void who_knows_everything_rests_until_the_next_step() {
        Handover sent = claimed("c");
        ledger.callbacks().told(due(), 2, NOON).join();

        assertThat(ledger.callbacks().waitingCount()).isZero();
        assertThat(take(LATER)).isEmpty();
        ledger.move(sent.id(), to(DELIVERING, NOON, REQUESTED)).join();

        assertThat(due().nextSequence()).isEqualTo(2);
    }

    @Test
    void an_expiry_is_a_step_as_well() {
        Handover sent = claimed("c");
        ledger.callbacks().told(due(), 2, NOON).join();

        ledger.expire(LATER, LATER, 10).join();

        assertThat(take(LATER)).extracting(Due::handoverId).containsExactly(sent.id());
    }

    @Test
    void what_failed_comes_again_at_its_time() {
        claimed("c");
        ledger.callbacks().again(due(), 3, 2, LATER).join();

        assertThat(take(LATER.minusMillis(1))).isEmpty();
        assertThat(take(LATER)).singleElement().satisfies(due -> {
            assertThat(due.attempts()).isEqualTo(3);
            assertThat(due.refusals()).isEqualTo(2);
        });
    }

    @Test
    void the_next_event_begins_with_no_failures() {
        Handover sent = claimed("c");
        ledger.move(sent.id(), to(ACCEPTED, NOON, REQUESTED)).join();
        ledger.callbacks().again(due(), 3, 2, NOON).join();
        ledger.callbacks().told(due(), 2, NOON).join();

        assertThat(due()).isEqualTo(new Due(sent.id(), lane, 2, 0, 0, LEASE));
    }

    @Test
    void what_has_ended_stays_silent() {
        Handover sent = claimed("c");
        ledger.callbacks().end(due()).join();
        ledger.move(sent.id(), to(ACCEPTED, NOON, REQUESTED)).join();

        assertThat(take(LATER)).isEmpty();
    }

    @Test
    void one_client_s_address_is_not_another_s_and_can_be_left_out() {
        claimed("c");
        Lane other = new Lane(client, "http://localhost:8080");
        ledger.claim(handover(client, null, "d", NOON, calling("http://LOCALHOST:8080/x")), LEASE)
                .join();

        assertThat(ledger.callbacks().lanes(NOON, List.of(), 10)).containsExactlyInAnyOrder(lane, other);
        assertThat(ledger.callbacks().lanes(NOON, List.of(lane), 10)).containsExactly(other);
        assertThat(ledger.callbacks().lanes(NOON, List.of(), 1)).hasSize(1);
    }

    @Test
    void only_what_has_waited_long_can_be_asked_for() {
        claimed("c");

        assertThat(ledger.callbacks()
                        .claim(lane, LATER, NOON.minusMillis(1), LATER, 10)
                        .join())
                .isEmpty();
        assertThat(ledger.callbacks().claim(lane, LATER, NOON, LATER, 10).join())
                .hasSize(1);
    }

    @Test
    void a_purge_removes_what_was_never_told() {
        Handover sent = claimed("c");
        ledger.move(sent.id(), to(FAILED, NOON, REQUESTED)).join();

        ledger.purge(NOON.plus(Duration.ofDays(1)), 10).join();

        assertThat(ledger.callbacks().waitingCount()).isZero();
    }

    @Test
    void of_many_who_ask_at_once_one_gets_each() throws Exception {
        for (int i = 0; i < 20; i++) {
            claimed("c" + i);
        }
        ExecutorService senders = Executors.newFixedThreadPool(8);
        List<Future<List<Due>>> asked = IntStream.range(0, 40)
                .mapToObj(i -> senders.submit(() ->
                        ledger.callbacks().claim(lane, NOON, NOON, LEASE, 3).join()))
                .toList();
        senders.shutdown();
        List<String> got = new ArrayList<>();
        for (Future<List<Due>> one : asked) {
            one.get().forEach(due -> got.add(due.handoverId()));
        }

        assertThat(got).hasSize(20).doesNotHaveDuplicates();
        assertThat(Set.copyOf(got)).hasSize(20);
    }

    private Handover claimed(String conversation) {
        Handover sent = handover(client, null, conversation, NOON, calling("https://bot.example.org/x"));
        assertThat(ledger.claim(sent, LEASE).join()).isInstanceOf(Claim.Stored.class);
        return sent;
    }

    private static ObjectNode calling(String url) {
        ObjectNode message = object();
        message.putObject("callback").put("url", url);
        return message;
    }

    private Due due() {
        return take(NOON).get(0);
    }

    private List<Due> take(Instant now) {
        return ledger.callbacks().claim(lane, now, now, now.plusSeconds(30), 10).join();
    }
}
