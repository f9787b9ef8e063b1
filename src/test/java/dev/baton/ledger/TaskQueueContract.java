package dev.baton.ledger;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.ASSIGNED;
import static dev.baton.handover.HandoverState.CANCELLED;
import static dev.baton.handover.HandoverState.DELIVERING;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.handover.HandoverState.RETURNED;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.object;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.TaskQueue.Awaits;
import dev.baton.ledger.TaskQueue.Due;
import dev.baton.ledger.TaskQueue.Planned;
import dev.baton.ledger.TaskQueue.State;
import dev.baton.ledger.TaskQueue.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises about tasks. */
abstract class TaskQueueContract {
    private static final Instant LEASE = NOON.plusSeconds(30);
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final String TARGET = "target genesys-eu";

    private final String client = "client-" + UlidCreator.getMonotonicUlid();
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
    void what_comes_with_a_handover_is_to_be_done_also_after_a_restart() {
        Handover handover = claimed("c", task(0, "pauseBot", "gateway", Awaits.NOTHING));
        ledger.close();
        ledger = open();

        assertThat(ledger.tasks().lanes(NOON, List.of(), 10)).containsExactly("gateway");
        assertThat(ledger.tasks().lanes(NOON, List.of("gateway"), 10)).isEmpty();
        assertThat(take("gateway", NOON))
                .containsExactly(new Due(
                        handover.id(), 0, client, "pauseBot", "gateway", object().put("n", 0), 0, 0, NOON, LEASE));
        assertThat(ledger.tasks().waitingCount()).isOne();
    }

    @Test
    void a_handover_that_is_refused_leaves_no_task() {
        claimed("c");

        ledger.claim(handover("c"), LEASE, List.of(task(0, "pauseBot", "gateway", Awaits.NOTHING)))
                .join();

        assertThat(ledger.tasks().waitingCount()).isZero();
    }

    @Test
    void what_one_has_nobody_else_gets_until_its_lease_ends() {
        claimed("c", task(0, "pauseBot", "gateway", Awaits.NOTHING));
        Due lost = take("gateway", NOON).get(0);

        assertThat(take("gateway", NOON)).isEmpty();
        Due mine = take("gateway", LEASE).get(0);
        assertThat(ledger.tasks().end(lost, State.DONE, object(), LATER).join()).isFalse();
        assertThat(ledger.tasks().again(lost, "gateway", object(), 1, 0, LATER).join())
                .isFalse();
        assertThat(ledger.tasks().end(mine, State.DONE, object(), LATER).join()).isTrue();
        assertThat(mine.id()).isEqualTo(lost.id());
    }

    @Test
    void what_failed_comes_again_at_its_time_perhaps_elsewhere() {
        claimed("c", task(0, "createTask", "target a", Awaits.NOTHING));
        Due first = take("target a", NOON).get(0);

        ledger.tasks()
                .again(first, "target b", object().put("at", 1), 3, 2, LATER)
                .join();

        assertThat(take("target a", LATER)).isEmpty();
        assertThat(take("target b", LATER.minusMillis(1))).isEmpty();
        assertThat(take("target b", LATER)).singleElement().satisfies(due -> {
            assertThat(due.attempts()).isEqualTo(3);
            assertThat(due.refusals()).isEqualTo(2);
            assertThat(due.since()).isEqualTo(NOON);
            assertThat(due.details()).isEqualTo(object().put("at", 1));
        });
    }

    @Test
    void what_awaits_a_step_is_due_with_that_step() {
        Handover handover = claimed(
                "c",
                task(0, "assign", null, Awaits.ACCEPTED),
                task(1, "notify", "mail", Awaits.ASSIGNED),
                task(2, "createTask", null, Awaits.OUTCOME));
        move(handover, DELIVERING, REQUESTED);
        assertThat(ledger.tasks().waitingCount()).isZero();

        move(handover, ACCEPTED, DELIVERING);
        assertThat(take(TARGET, NOON)).extracting(Due::number).containsExactlyInAnyOrder(0, 2);
        assertThat(take("mail", NOON)).isEmpty();

        move(handover, ASSIGNED, ACCEPTED);
        assertThat(take("mail", NOON)).extracting(Due::number).containsExactly(1);
    }

    @Test
    void what_can_not_happen_any_more_is_skipped_and_a_task_is_made_nevertheless() {
        Handover handover = claimed(
                "c",
                task(0, "assign", null, Awaits.ACCEPTED),
                task(1, "notify", "mail", Awaits.ASSIGNED),
                task(2, "createTask", null, Awaits.OUTCOME));

        move(handover, FAILED, REQUESTED);

        assertThat(tasks(handover))
                .extracting(Task::state)
                .containsExactly(State.SKIPPED, State.SKIPPED, State.WAITING);
        assertThat(take(TARGET, NOON)).extracting(Due::number).containsExactly(2);
    }

    @Test
    void what_awaits_the_task_is_due_when_that_is_made_and_never_when_it_is_not() {
        Handover made =
                claimed("c", task(0, "createTask", "target a", Awaits.NOTHING), task(1, "notify", "mail", Awaits.TASK));
        end(take("target a", NOON).get(0), State.DONE);
        assertThat(take("mail", NOON)).extracting(Due::handoverId).containsExactly(made.id());

        Handover not =
                claimed("d", task(0, "createTask", "target a", Awaits.NOTHING), task(1, "notify", "mail", Awaits.TASK));
        end(take("target a", NOON).get(0), State.FAILED);
        assertThat(tasks(not)).extracting(Task::state).containsExactly(State.FAILED, State.SKIPPED);
    }

    /** Who delivers counts on finding the handover as it was left: nothing may come between. */
    @Test
    void the_history_tells_an_end_but_not_before_the_delivery_is_over() {
        Handover handover = claimed("c", task(0, "pauseBot", "gateway", Awaits.NOTHING));
        end(take("gateway", NOON).get(0), State.DONE);
        assertThat(acts(handover)).isEmpty();

        StoredHandover found = ledger.find(client, handover.id()).orElseThrow();
        assertThat(ledger.move(found, to(DELIVERING, NOON, REQUESTED)).join()).isPresent();
        StoredHandover accepted = move(handover, ACCEPTED, DELIVERING);

        assertThat(acts(handover)).containsExactly("3 accepted null", "4 accepted action_done");
        assertThat(accepted.sequence()).isEqualTo(4);
        assertThat(ledger.move(accepted, to(ASSIGNED, NOON, ACCEPTED)).join()).isPresent();
    }

    @Test
    void an_end_after_the_delivery_is_told_at_once_and_once() {
        Handover handover = claimed("c", task(0, "assign", null, Awaits.ACCEPTED));
        move(handover, ACCEPTED, REQUESTED);
        end(take(TARGET, NOON).get(0), State.FAILED);
        move(handover, RETURNED, ACCEPTED);

        assertThat(acts(handover)).containsExactly("2 accepted null", "3 accepted action_failed", "4 returned null");
        assertThat(ledger.history(handover.id()).get(2).data().toString())
                .isEqualTo("{\"type\":\"assign\",\"tries\":1,\"by\":\"genesys-eu\"}");
    }

    @Test
    void a_conversation_that_comes_back_is_undone_where_that_is_possible() {
        ledger.tasks().undoes("genesys"::equals);
        for (HandoverState end : List.of(RETURNED, CANCELLED)) {
            Handover handover = claimed(end.wireName());
            move(handover, ACCEPTED, REQUESTED);
            move(handover, end, ACCEPTED);
            assertThat(take(TARGET, NOON)).singleElement().satisfies(due -> {
                assertThat(due.handoverId()).isEqualTo(handover.id());
                assertThat(due.kind()).isEqualTo(TaskQueue.UNDO);
                assertThat(due.client()).isEqualTo(client);
            });
        }
        Handover expired = claimed("expired");
        ledger.expire(LATER, LATER, 10).join();
        assertThat(take(TARGET, LATER)).extracting(Due::handoverId).contains(expired.id());

        move(claimed("failed"), FAILED, REQUESTED);
        ledger.tasks().undoes("other"::equals);
        move(claimed("elsewhere"), CANCELLED, REQUESTED);
        assertThat(take(TARGET, LATER)).isEmpty();
    }

    @Test
    void an_expiry_skips_as_well() {
        Handover handover =
                claimed("c", task(0, "assign", null, Awaits.ACCEPTED), task(1, "createTask", null, Awaits.OUTCOME));

        ledger.expire(LATER, LATER, 10).join();

        assertThat(tasks(handover)).extracting(Task::state).containsExactly(State.SKIPPED, State.WAITING);
        assertThat(take(TARGET, LATER)).hasSize(1);
    }

    @Test
    void a_purge_removes_them() {
        Handover handover = claimed("c", task(0, "pauseBot", "gateway", Awaits.NOTHING));
        move(handover, FAILED, REQUESTED);

        ledger.purge(NOON.plus(Duration.ofDays(1)), 10).join();

        assertThat(tasks(handover)).isEmpty();
    }

    @Test
    void of_many_who_ask_at_once_one_gets_each() throws Exception {
        for (int i = 0; i < 20; i++) {
            claimed("c" + i, task(0, "pauseBot", "gateway", Awaits.NOTHING));
        }
        ExecutorService runners = Executors.newFixedThreadPool(8);
        List<Future<List<Due>>> asked = IntStream.range(0, 40)
                .mapToObj(i -> runners.submit(
                        () -> ledger.tasks().claim("gateway", NOON, LEASE, 3).join()))
                .toList();
        runners.shutdown();
        List<String> got = new ArrayList<>();
        for (Future<List<Due>> one : asked) {
            one.get().forEach(due -> got.add(due.handoverId()));
        }

        assertThat(got).hasSize(20).doesNotHaveDuplicates();
    }

    private Handover claimed(String conversation, Planned... tasks) {
        Handover handover = handover(conversation);
        assertThat(ledger.claim(handover, LEASE, List.of(tasks)).join()).isInstanceOf(Claim.Stored.class);
        return handover;
    }

    private Handover handover(String conversation) {
        Handover handover = Handovers.handover(client, null, conversation);
        handover.receipt().putArray("actions");
        return handover;
    }

    private static Planned task(int number, String kind, @Nullable String lane, Awaits awaits) {
        return new Planned(number, kind, lane, awaits, object().put("n", number));
    }

    private StoredHandover move(Handover handover, HandoverState to, HandoverState from) {
        return ledger.move(handover.id(), to(to, NOON, from)).join().orElseThrow();
    }

    private void end(Due due, State state) {
        ObjectNode details = object();
        details.putObject("result").put("by", "genesys-eu").put("reason", "Ada is away");
        assertThat(ledger.tasks().end(due, state, details, NOON).join()).isTrue();
    }

    private List<Due> take(String lane, Instant now) {
        return ledger.tasks().claim(lane, now, now.plusSeconds(30), 10).join();
    }

    private List<Task> tasks(Handover handover) {
        return ledger.tasks().of(List.of(handover.id())).getOrDefault(handover.id(), List.of());
    }

    /** The events from the first act, or the event before it, on. */
    private List<String> acts(Handover handover) {
        List<HandoverEvent> history = ledger.history(handover.id());
        int first =
                (int) history.stream().takeWhile(event -> event.act() == null).count();
        return first == history.size()
                ? List.of()
                : history.stream()
                        .skip(first - 1L)
                        .map(event -> event.sequence() + " " + event.state().wireName() + " " + event.act())
                        .toList();
    }
}
