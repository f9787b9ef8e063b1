package dev.baton.ledger;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.COMPLETED;
import static dev.baton.handover.HandoverState.DELIVERING;
import static dev.baton.handover.HandoverState.EXPIRED;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.handover.HandoverState.RETRYING;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.object;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.handover.Channel;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import dev.baton.handover.HandoverToken;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises, whatever database it lives in. Each test has a client, and so a ledger, of its own. */
abstract class LedgerContract {
    static final Instant LEASE = NOON.plusSeconds(30);
    final String client = "client-" + UlidCreator.getMonotonicUlid();
    SqlLedger ledger;

    /** Opens the same, empty at first, database of this test again, as another process would. */
    abstract SqlLedger open(Tuning tuning);

    @BeforeEach
    void openLedger() {
        ledger = open(Tuning.DEFAULT);
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void a_claimed_handover_is_there_after_a_restart_as_it_was_sent() {
        Handover sent = handover(client, "k", "c");
        Claim claim = ledger.claim(sent, LEASE).join();
        ledger.close();
        ledger = open(Tuning.DEFAULT);
        assertThat(claim).isEqualTo(new Claim.Stored(new StoredHandover(sent, REQUESTED, 1, null, NOON)));
        StoredHandover found = ledger.find(client, sent.id()).orElseThrow();
        assertThat(found.handover().message().toString())
                .isEqualTo(sent.message().toString());
        assertThat(found.handover().receipt()).isEqualTo(sent.receipt());
        assertThat(found.handover().conversationId()).isEqualTo("c");
        assertThat(found.handover().step()).isEqualTo("support");
        assertThat(found.handover().fallback()).containsExactly("msc-nl", "log");
        assertThat(ledger.history(sent.id())).extracting(HandoverEvent::state).containsExactly(REQUESTED);
    }

    @Test
    void another_client_does_not_find_it() {
        Handover sent = claimed("k", "c");
        assertThat(ledger.find("somebody-else", sent.id())).isEmpty();
        assertThat(ledger.findByConversation("somebody-else", "c", 10)).isEmpty();
    }

    @Test
    void of_64_identical_claims_at_once_exactly_one_is_stored() throws Exception {
        ExecutorService bots = Executors.newFixedThreadPool(64);
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Claim>> claims = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            await(go);
                            return ledger.claim(handover(client, "same", "same"), LEASE)
                                    .join();
                        },
                        bots))
                .toList();
        go.countDown();
        List<Claim> answers = claims.stream().map(CompletableFuture::join).toList();
        bots.shutdown();
        assertThat(answers).filteredOn(Claim.Stored.class::isInstance).hasSize(1);
        String winner = answers.stream()
                .filter(Claim.Stored.class::isInstance)
                .map(a -> ((Claim.Stored) a).handover().handover().id())
                .findFirst()
                .orElseThrow();
        assertThat(answers)
                .filteredOn(Claim.KeyTaken.class::isInstance)
                .hasSize(63)
                .allMatch(a -> ((Claim.KeyTaken) a).first().handover().id().equals(winner));
        assertThat(ledger.findByConversation(client, "same", 100)).hasSize(1);
    }

    @Test
    void a_used_key_is_told_before_a_busy_conversation() {
        Handover first = claimed("k", "c");
        assertThat(ledger.claim(handover(client, "k", "c"), LEASE).join())
                .isInstanceOfSatisfying(
                        Claim.KeyTaken.class,
                        taken -> assertThat(taken.first().handover().id()).isEqualTo(first.id()));
        assertThat(ledger.claim(handover(client, "other", "c"), LEASE).join())
                .isInstanceOfSatisfying(
                        Claim.ConversationBusy.class,
                        busy -> assertThat(busy.first().handover().id()).isEqualTo(first.id()));
    }

    @Test
    void claims_without_a_key_do_not_exclude_each_other() {
        claimed(null, "c1");
        claimed(null, "c2");
    }

    @Test
    void an_ended_handover_frees_its_conversation_but_not_its_key() {
        Handover first = claimed("k", "c");
        move(first, to(FAILED, NOON, REQUESTED));
        assertThat(ledger.claim(handover(client, "k", "c"), LEASE).join()).isInstanceOf(Claim.KeyTaken.class);
        Handover second = claimed("k2", "c");
        assertThat(ledger.findByConversation(client, "c", 10))
                .extracting(found -> found.handover().id())
                .containsExactly(second.id(), first.id());
        assertThat(ledger.findByConversation(client, "c", 1)).hasSize(1);
    }

    @Test
    void a_move_out_of_another_state_changes_nothing() {
        Handover sent = claimed("k", "c");
        assertThat(move(sent, to(ACCEPTED, NOON, DELIVERING))).isEmpty();
        assertThat(ledger.history(sent.id())).hasSize(1);
        assertThat(ledger.move("01ARZ3NDEKTSV4RRFFQ69G5FAV", to(ACCEPTED, NOON, REQUESTED))
                        .join())
                .isEmpty();
    }

    @Test
    void the_first_of_many_movers_wins_and_sequences_rise_without_gaps() {
        Handover sent = claimed("k", "c");
        for (HandoverState[] step : new HandoverState[][] {{REQUESTED, DELIVERING}, {DELIVERING, ACCEPTED}}) {
            List<CompletableFuture<Optional<StoredHandover>>> movers = IntStream.range(0, 20)
                    .mapToObj(i -> ledger.move(sent.id(), to(step[1], NOON, step[0])))
                    .toList();
            assertThat(movers.stream().map(CompletableFuture::join).filter(Optional::isPresent))
                    .hasSize(1);
        }
        assertThat(ledger.history(sent.id()))
                .extracting(HandoverEvent::sequence)
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_move_answers_what_is_on_disk() {
        Handover sent = claimed("k", "c");
        Transition accept = new Transition(
                Set.of(REQUESTED), ACCEPTED, NOON.plusSeconds(1), object(), object().put("ref", "gc-1"), null);
        StoredHandover moved = move(sent, accept).orElseThrow();
        assertThat(moved).isEqualTo(ledger.find(client, sent.id()).orElseThrow());
        StoredHandover next =
                move(sent, to(COMPLETED, NOON.plusSeconds(2), ACCEPTED)).orElseThrow();
        assertThat(next.outcome()).isEqualTo(object().put("ref", "gc-1"));
        assertThat(next.sequence()).isEqualTo(3);
    }

    @Test
    void a_handover_of_a_former_process_is_moved_with_its_message() {
        Handover sent = claimed("k", "c");
        ledger.close();
        ledger = open(Tuning.DEFAULT);
        StoredHandover moved = move(sent, to(DELIVERING, NOON, REQUESTED)).orElseThrow();
        assertThat(moved.handover().message().toString())
                .isEqualTo(sent.message().toString());
    }

    @Test
    void times_of_a_handover_never_go_back_when_the_clock_does() {
        Handover sent = claimed("k", "c");
        StoredHandover moved =
                move(sent, to(DELIVERING, NOON.minusSeconds(60), REQUESTED)).orElseThrow();
        assertThat(moved.updatedAt()).isEqualTo(NOON);
        assertThat(ledger.history(sent.id())).extracting(HandoverEvent::at).containsExactly(NOON, NOON);
    }

    @Test
    void a_lease_that_ran_out_is_taken_over_once_and_oldest_first() {
        Handover late = handover(client, "b", "b", NOON.plusSeconds(1), object());
        Handover early = handover(client, "a", "a", NOON, object());
        ledger.claim(late, LEASE).join();
        ledger.claim(early, LEASE).join();
        Instant after = LEASE.plusSeconds(1);
        assertThat(ledger.takeOver(LEASE.minusSeconds(1), LEASE, 10).join()).isEmpty();
        assertThat(ledger.takeOver(after, after.plusSeconds(30), 10).join())
                .extracting(taken -> taken.handover().id())
                .containsExactly(early.id(), late.id());
        assertThat(ledger.takeOver(after, after.plusSeconds(30), 10).join()).isEmpty();
    }

    @Test
    void what_is_for_a_target_that_is_left_alone_is_not_taken_over() {
        Handover sent = claimed("k", "c");
        Instant after = LEASE.plusSeconds(1);
        assertThat(ledger.takeOver(after, after.plusSeconds(30), 10, Set.of("other", sent.target()))
                        .join())
                .isEmpty();
        assertThat(ledger.takeOver(after, after.plusSeconds(30), 10, Set.of("other"))
                        .join())
                .hasSize(1);
    }

    @Test
    void a_rerouted_handover_is_at_its_new_target_with_what_is_left_to_try() {
        Handover sent = claimed("k", "c");
        ObjectNode story = object().put("attempts", 1);
        StoredHandover rerouted = ledger.reroute(
                        sent,
                        new Transition(Set.of(REQUESTED), RETRYING, NOON, object().put("to", "msc-nl"), story, LEASE),
                        new Reroute("msc-nl", "msc-text", List.of("log")))
                .join()
                .orElseThrow();
        ledger.close();
        ledger = open(Tuning.DEFAULT);
        StoredHandover found = ledger.find(client, sent.id()).orElseThrow();
        assertThat(found).isEqualTo(rerouted);
        assertThat(found.state()).isEqualTo(RETRYING);
        assertThat(found.outcome()).isEqualTo(story);
        assertThat(found.handover().target()).isEqualTo("msc-nl");
        assertThat(found.handover().connector()).isEqualTo("msc-text");
        assertThat(found.handover().fallback()).containsExactly("log");
        assertThat(found.handover().receipt()).isEqualTo(sent.receipt());
        assertThat(ledger.history(sent.id())).extracting(HandoverEvent::state).containsExactly(REQUESTED, RETRYING);
    }

    @Test
    void who_still_thinks_of_the_old_target_moves_and_reroutes_nothing() {
        Handover sent = claimed("k", "c");
        assertThat(reroute(sent, "msc-nl", REQUESTED)).isPresent();
        Transition deliver = to(DELIVERING, NOON, REQUESTED, RETRYING);
        assertThat(ledger.move(sent, deliver).join()).isEmpty();
        assertThat(reroute(sent, "log", RETRYING)).isEmpty();
        Handover now = ledger.find(client, sent.id()).orElseThrow().handover();
        StoredHandover moved = ledger.move(now, deliver).join().orElseThrow();
        assertThat(moved.handover().target()).isEqualTo("msc-nl");
        assertThat(ledger.history(sent.id())).hasSize(3);
    }

    @Test
    void of_all_who_found_a_handover_as_it_stood_one_moves_it_even_when_it_comes_back_to_that_state() {
        Handover sent = claimed("k", "c");
        StoredHandover found = move(sent, to(RETRYING, NOON, REQUESTED)).orElseThrow();
        assertThat(ledger.move(found, to(DELIVERING, NOON, RETRYING)).join()).isPresent();
        StoredHandover again = move(sent, to(RETRYING, NOON, DELIVERING)).orElseThrow();
        assertThat(ledger.move(found, to(DELIVERING, NOON, RETRYING)).join()).isEmpty();
        assertThat(ledger.move(again, to(DELIVERING, NOON, RETRYING)).join()).isPresent();
    }

    @Test
    void of_many_who_reroute_at_once_one_does() {
        Handover sent = claimed("k", "c");
        List<CompletableFuture<Optional<StoredHandover>>> many = IntStream.range(0, 20)
                .mapToObj(i -> ledger.reroute(
                        sent, to(RETRYING, NOON, REQUESTED), new Reroute("msc-nl", "msc-text", List.of())))
                .toList();
        assertThat(many.stream().map(CompletableFuture::join).filter(Optional::isPresent))
                .hasSize(1);
        assertThat(ledger.history(sent.id())).hasSize(2);
    }

    @Test
    void a_rerouted_handover_whose_lease_ran_out_is_taken_over_for_its_new_target() {
        Handover sent = claimed("k", "c");
        assertThat(reroute(sent, "msc-nl", REQUESTED)).isPresent();
        assertThat(ledger.takeOver(LEASE.plusSeconds(1), LEASE.plusSeconds(30), 10)
                        .join())
                .extracting(taken -> taken.handover().target(), StoredHandover::state)
                .containsExactly(tuple("msc-nl", RETRYING));
    }

    @Test
    void only_requested_and_delivering_are_taken_over_and_no_more_than_asked_for() {
        Handover accepted = claimed("a", "a");
        move(accepted, to(ACCEPTED, NOON, REQUESTED));
        Handover delivering = claimed("b", "b");
        move(delivering, new Transition(Set.of(REQUESTED), DELIVERING, NOON, object(), null, NOON.plusSeconds(5)));
        claimed("c", "c");
        Instant later = LEASE.plus(Duration.ofHours(1));
        assertThat(ledger.takeOver(later, later.plusSeconds(1), 1).join())
                .extracting(taken -> taken.handover().id())
                .containsExactly(delivering.id());
        assertThat(ledger.takeOver(later, later.plusSeconds(1), 10).join()).hasSize(1);
    }

    @Test
    void what_waits_for_its_start_is_left_alone_until_then_also_after_a_restart() {
        Handover sent = handover(client, "k", "c");
        Instant start = NOON.plusSeconds(8);
        assertThat(ledger.claimWaiting(sent, start).join())
                .isEqualTo(new Claim.Stored(new StoredHandover(sent, REQUESTED, 1, null, NOON, start)));
        ledger.close();
        ledger = open(Tuning.DEFAULT);
        assertThat(ledger.find(client, sent.id()).orElseThrow().awaitsUntil()).isEqualTo(start);
        assertThat(ledger.takeOver(start.minusMillis(1), LEASE, 10).join()).isEmpty();
        assertThat(ledger.takeOver(start, LEASE, 10).join())
                .singleElement()
                .satisfies(due -> assertThat(due.awaitsUntil()).isNull())
                .satisfies(due -> assertThat(due.state()).isEqualTo(REQUESTED));
        assertThat(ledger.hurry(client, sent.id(), LEASE).join()).isEmpty();
    }

    @Test
    void of_many_who_hurry_a_waiting_start_one_gets_it() {
        Handover sent = handover(client, "k", "c");
        ledger.claimWaiting(sent, NOON.plusSeconds(8)).join();
        assertThat(ledger.hurry("somebody-else", sent.id(), LEASE).join()).isEmpty();
        List<CompletableFuture<Optional<StoredHandover>>> many = IntStream.range(0, 20)
                .mapToObj(i -> ledger.hurry(client, sent.id(), LEASE))
                .toList();
        assertThat(many.stream().map(CompletableFuture::join).flatMap(Optional::stream))
                .singleElement()
                .satisfies(won -> assertThat(won.handover().id()).isEqualTo(sent.id()))
                .satisfies(won -> assertThat(won.awaitsUntil()).isNull());
        assertThat(ledger.takeOver(LEASE.minusMillis(1), LEASE, 10).join()).isEmpty();
        assertThat(ledger.takeOver(LEASE, LEASE.plusSeconds(30), 10).join()).hasSize(1);
    }

    @Test
    void what_has_begun_or_never_waited_is_not_hurried() {
        Handover begun = handover(client, "a", "a");
        ledger.claimWaiting(begun, NOON.plusSeconds(8)).join();
        move(begun, to(DELIVERING, NOON, REQUESTED));
        Handover atOnce = claimed("b", "b");
        assertThat(ledger.hurry(client, begun.id(), LEASE).join()).isEmpty();
        assertThat(ledger.hurry(client, atOnce.id(), LEASE).join()).isEmpty();
    }

    @Test
    void a_token_opens_its_handover_until_that_expires_or_is_purged() {
        String first = Objects.requireNonNull(HandoverToken.forA(Channel.VOICE));
        String second = Objects.requireNonNull(HandoverToken.forA(Channel.VOICE));
        Handover ended = withToken("a", first);
        withToken("b", second);
        assertThat(ledger.findByToken(first).orElseThrow().handover()).isEqualTo(ended);
        assertThat(ledger.findByToken(first.substring(1) + first.charAt(0))).isEmpty();
        move(ended, to(FAILED, NOON, REQUESTED));
        assertThat(ledger.findByToken(first)).isPresent();
        ledger.purge(NOON.plusSeconds(1), 10).join();
        assertThat(ledger.findByToken(first)).isEmpty();
        assertThat(ledger.findByToken(second)).isPresent();
        ledger.expire(LEASE.plusSeconds(1), LEASE.plusSeconds(1), 10).join();
        assertThat(ledger.findByToken(second)).isEmpty();
    }

    private Handover withToken(String key, String token) {
        Handover plain = handover(client, key, key);
        Handover sent = new Handover(
                plain.id(),
                client,
                key,
                plain.fingerprint(),
                Channel.VOICE,
                key,
                plain.step(),
                plain.target(),
                plain.connector(),
                plain.fallback(),
                plain.message(),
                plain.receipt(),
                NOON,
                token);
        assertThat(ledger.claim(sent, LEASE).join()).isInstanceOf(Claim.Stored.class);
        return sent;
    }

    @Test
    void what_awaits_an_event_is_left_alone_until_its_time_is_over_also_after_a_restart() {
        Handover sent = claimed("a", "a");
        Instant deadline = NOON.plusSeconds(15);
        Transition awaits = new Transition(Set.of(REQUESTED), DELIVERING, NOON, object(), null, deadline, true);
        assertThat(move(sent, awaits).orElseThrow().awaitsUntil()).isEqualTo(deadline);
        ledger.close();
        ledger = open(Tuning.DEFAULT);
        assertThat(ledger.find(client, sent.id()).orElseThrow().awaitsUntil()).isEqualTo(deadline);
        assertThat(ledger.takeOver(deadline.minusMillis(1), LEASE, 10).join()).isEmpty();
        assertThat(ledger.takeOver(deadline, LEASE, 10).join())
                .singleElement()
                .satisfies(due -> assertThat(due.awaitsUntil()).isNotNull());
        assertThat(ledger.takeOver(deadline, LEASE, 10).join()).isEmpty();
        assertThat(move(sent, to(ACCEPTED, deadline, DELIVERING)).orElseThrow().awaitsUntil())
                .isNull();
        assertThat(ledger.find(client, sent.id()).orElseThrow().awaitsUntil()).isNull();
    }

    @Test
    void what_waits_for_its_next_try_is_left_alone_until_then_also_after_a_restart() {
        Handover sent = claimed("a", "a");
        Instant next = NOON.plusSeconds(15);
        move(sent, new Transition(Set.of(REQUESTED), RETRYING, NOON, object(), null, next, true));
        ledger.close();
        ledger = open(Tuning.DEFAULT);
        assertThat(ledger.find(client, sent.id()).orElseThrow().awaitsUntil()).isEqualTo(next);
        assertThat(ledger.takeOver(next.minusMillis(1), LEASE, 10).join()).isEmpty();
        assertThat(ledger.takeOver(next, next.plusSeconds(30), 10).join())
                .singleElement()
                .satisfies(due -> assertThat(due.awaitsUntil()).isNull());
        assertThat(ledger.takeOver(next, next.plusSeconds(30), 10).join()).isEmpty();
    }

    @Test
    void a_step_is_decided_from_how_the_handover_stands_and_by_nobody_else_meanwhile() {
        Handover sent = claimed("a", "a");
        List<CompletableFuture<Ledger.Advance>> steps = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = "ref" + i;
            steps.add(ledger.advance(sent.id(), stored -> Optional.of(adding(stored, name))));
        }
        steps.forEach(CompletableFuture::join);
        StoredHandover found = ledger.find(client, sent.id()).orElseThrow();
        assertThat(found.outcome()).hasSize(50);
        assertThat(found.sequence()).isEqualTo(51);
        assertThat(ledger.history(sent.id())).hasSize(51);
    }

    @Test
    void a_step_that_is_not_taken_leaves_no_trace() {
        Handover sent = claimed("a", "a");
        Ledger.Advance nothing =
                ledger.advance(sent.id(), stored -> Optional.empty()).join();
        assertThat(nothing.before().orElseThrow().state()).isEqualTo(REQUESTED);
        assertThat(nothing.after()).isEmpty();
        assertThat(ledger.history(sent.id())).hasSize(1);
        assertThat(ledger.advance("01JD0000000000000000000000", stored -> Optional.of(adding(stored, "x")))
                        .join())
                .isEqualTo(new Ledger.Advance(Optional.empty(), Optional.empty()));
    }

    @Test
    void an_open_handover_is_found_by_what_its_target_calls_it() {
        String chat = "chat-" + client;
        Handover older = claimed("a", "a");
        Handover newer = handover(client, "b", "b", NOON.plusSeconds(1), object());
        ledger.claim(newer, LEASE).join();
        for (Handover each : List.of(older, newer)) {
            move(each, new Transition(Set.of(REQUESTED), ACCEPTED, NOON, object(), known("chat", chat), null));
        }
        assertThat(ledger.findByReference("genesys-eu", "chat", chat)).contains(newer.id());
        assertThat(ledger.findByReference("elsewhere", "chat", chat)).isEmpty();
        assertThat(ledger.findByReference("genesys-eu", "case", chat)).isEmpty();
        assertThat(ledger.findByReference("genesys-eu", "chat", chat + "'")).isEmpty();
        move(newer, to(COMPLETED, NOON, ACCEPTED));
        assertThat(ledger.findByReference("genesys-eu", "chat", chat)).contains(older.id());
    }

    private static Transition adding(StoredHandover stored, String name) {
        ObjectNode outcome =
                stored.outcome() == null ? object() : stored.outcome().deepCopy();
        return new Transition(Set.of(stored.state()), DELIVERING, NOON, object(), outcome.put(name, "x"), null);
    }

    private static ObjectNode known(String name, String value) {
        ObjectNode outcome = object();
        outcome.putObject("externalRefs").put(name, value);
        return outcome;
    }

    @Test
    void events_stay_unpublished_until_they_are_marked() {
        Handover sent = claimed("k", "conversation");
        move(sent, to(DELIVERING, NOON, REQUESTED));
        List<Ledger.LedgerEvent> waiting = ledger.unpublished(10);
        assertThat(waiting).extracting(e -> e.event().id()).containsExactly(sent.id() + "-1", sent.id() + "-2");
        assertThat(waiting.get(0).client()).isEqualTo(client);
        assertThat(waiting.get(0).conversationId()).isEqualTo("conversation");
        assertThat(waiting.get(1).event().data()).isEqualTo(object().put("target", "genesys-eu"));
        assertThat(ledger.unpublished(1)).hasSize(1);
        ledger.markPublished(List.of(waiting.get(0).position())).join();
        assertThat(ledger.unpublished(10)).containsExactly(waiting.get(1));
        assertThat(ledger.unpublishedCount()).isEqualTo(1);
        ledger.markPublished(List.of()).join();
    }

    @Test
    void what_no_target_has_taken_is_counted_by_target() {
        Handover taken = claimed("a", "a");
        Handover calling = claimed("b", "b");
        claimed("c", "c");
        assertThat(ledger.undelivered()).containsExactly(Map.entry(taken.target(), 3L));
        move(calling, to(DELIVERING, NOON, REQUESTED));
        move(taken, to(ACCEPTED, NOON, REQUESTED));
        assertThat(ledger.undelivered()).containsExactly(Map.entry(taken.target(), 2L));
    }

    @Test
    void what_was_forgotten_expires_with_an_event_unless_somebody_works_on_it() {
        Handover forgotten = claimed("a", "a");
        move(forgotten, to(ACCEPTED, NOON, REQUESTED));
        Handover leased = claimed("b", "b");
        Instant now = NOON.plusSeconds(20);
        assertThat(ledger.openCount()).isEqualTo(2);
        assertThat(ledger.expire(NOON, now, 10).join()).isZero();
        assertThat(ledger.expire(NOON.plusSeconds(1), now, 10).join()).isEqualTo(1);
        assertThat(ledger.find(client, forgotten.id()).orElseThrow().state()).isEqualTo(EXPIRED);
        assertThat(ledger.find(client, leased.id()).orElseThrow().state()).isEqualTo(REQUESTED);
        assertThat(ledger.history(forgotten.id()))
                .last()
                .satisfies(event -> assertThat(event.state()).isEqualTo(EXPIRED))
                .satisfies(event -> assertThat(event.sequence()).isEqualTo(3))
                .satisfies(event -> assertThat(event.at()).isEqualTo(now));
        assertThat(ledger.openCount()).isEqualTo(1);
    }

    @Test
    void a_purge_empties_old_ended_handovers_and_tells_what_was_not_published() {
        Handover ended = claimed("a", "a");
        ledger.markPublished(List.of(ledger.unpublished(1).get(0).position())).join();
        move(ended, to(FAILED, NOON, REQUESTED));
        claimed("b", "b");
        assertThat(ledger.purge(NOON, 10).join()).isEqualTo(new Ledger.Purged(0, 0));
        assertThat(ledger.purge(NOON.plusSeconds(1), 10).join()).isEqualTo(new Ledger.Purged(1, 1));
        assertThat(ledger.purge(NOON.plusSeconds(1), 10).join()).isEqualTo(new Ledger.Purged(0, 0));
        StoredHandover purged = ledger.find(client, ended.id()).orElseThrow();
        assertThat(purged.handover().message()).isEmpty();
        assertThat(purged.handover().receipt()).isEmpty();
        assertThat(purged.state()).isEqualTo(FAILED);
        assertThat(ledger.history(ended.id())).isEmpty();
        assertThat(ledger.unpublishedCount()).isEqualTo(1);
    }

    @Test
    void a_poisoned_write_does_not_harm_the_others_of_its_group() {
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<Integer> busy = holdWriter(gate);
        List<CompletableFuture<Claim>> good = new ArrayList<>();
        good.add(ledger.claim(handover(client, "k0", "c0"), LEASE));
        CompletableFuture<Integer> poison =
                ledger.write(0, session -> session.bind("INSERT INTO no_such_table VALUES (1)")
                        .executeUpdate());
        CompletableFuture<Integer> bug = ledger.write(0, session -> {
            throw new IllegalArgumentException("bug");
        });
        for (int i = 1; i < 10; i++) {
            good.add(ledger.claim(handover(client, "k" + i, "c" + i), LEASE));
        }
        gate.countDown();
        busy.join();
        assertThat(good.stream().map(CompletableFuture::join)).allMatch(Claim.Stored.class::isInstance);
        assertThatThrownBy(poison::join)
                .hasCauseInstanceOf(LedgerUnavailableException.class)
                .hasRootCauseInstanceOf(SQLException.class);
        assertThatThrownBy(bug::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.unpublished(100)).hasSize(10);
    }

    @Test
    void a_full_queue_refuses_at_once() {
        ledger.close();
        ledger = open(Tuning.DEFAULT.withQueueCapacity(1).withWriters(1));
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<Integer> busy = holdWriter(gate);
        CompletableFuture<Claim> waiting = ledger.claim(handover(client, "a", "a"), LEASE);
        CompletableFuture<Claim> refused = ledger.claim(handover(client, "b", "b"), LEASE);
        assertThat(refused).isCompletedExceptionally();
        assertThatThrownBy(refused::join).hasCauseInstanceOf(LedgerUnavailableException.class);
        gate.countDown();
        busy.join();
        assertThat(waiting.join()).isInstanceOf(Claim.Stored.class);
    }

    @Test
    void closing_writes_what_waits_and_refuses_what_comes_later() {
        CountDownLatch gate = new CountDownLatch(1);
        holdWriter(gate);
        CompletableFuture<Claim> waiting = ledger.claim(handover(client, "a", "a"), LEASE);
        gate.countDown();
        ledger.close();
        assertThat(waiting.join()).isInstanceOf(Claim.Stored.class);
        assertThatThrownBy(() -> ledger.claim(handover(client, "b", "b"), LEASE).join())
                .hasCauseInstanceOf(LedgerUnavailableException.class);
    }

    Handover claimed(@Nullable String key, String conversation) {
        Handover handover = handover(client, key, conversation);
        assertThat(ledger.claim(handover, LEASE).join()).isInstanceOf(Claim.Stored.class);
        return handover;
    }

    Optional<StoredHandover> move(Handover handover, Transition transition) {
        return ledger.move(handover.id(), transition).join();
    }

    private Optional<StoredHandover> reroute(Handover handover, String target, HandoverState from) {
        return ledger.reroute(handover, to(RETRYING, NOON, from), new Reroute(target, "kind", List.of()))
                .join();
    }

    /** Answers when the writer of small numbers stands at the gate. */
    private CompletableFuture<Integer> holdWriter(CountDownLatch gate) {
        CountDownLatch reached = new CountDownLatch(1);
        CompletableFuture<Integer> held = ledger.write(0, session -> {
            reached.countDown();
            await(gate);
            return 0;
        });
        await(reached);
        return held;
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
