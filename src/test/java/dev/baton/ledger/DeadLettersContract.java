package dev.baton.ledger;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.ledger.DeadLetters.Query;
import dev.baton.ledger.DeadLetters.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises of failed handovers. Each test has a database of its own. */
abstract class DeadLettersContract {

    private static final Instant LATER = NOON.plusSeconds(60);

    SqlLedger ledger;

    /** Opens the same, empty at first, database of this test again, as another process would if it may. */
    abstract SqlLedger open();

    /** Whether two may have it open. */
    abstract boolean isShared();

    @BeforeEach
    void openLedger() {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void a_replay_and_what_it_does_to_the_dead_letter_are_on_disk_together() {
        Handover failed = failed("a", "c", "try_again");
        Handover next = replayOf(failed);

        Settlement done = replay(ledger, failed, next);

        assertThat(done).isInstanceOf(Settlement.Done.class);
        if (!isShared()) {
            ledger.close();
            ledger = open();
        }
        assertThat(ledger.find("a", next.id()).orElseThrow().state()).isEqualTo(REQUESTED);
        StoredHandover settled = ledger.deadLetters().find(failed.id()).orElseThrow();
        assertThat(settled.state()).isEqualTo(FAILED);
        ObjectNode told = Objects.requireNonNull(settled.outcome());
        assertThat(told.path("replayedBy").asText()).isEqualTo(next.id());
        assertThat(told.at("/failure/class").asText()).isEqualTo("try_again");
        assertThat(settled.updatedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(ledger.history(failed.id()))
                .extracting(event -> event.sequence() + " " + event.state().wireName() + " " + event.act())
                .containsExactly("1 requested null", "2 failed null", "3 failed replayed");
        assertThat(ledger.unpublished(100))
                .extracting(entry -> entry.event().act())
                .filteredOn(HandoverEvent.REPLAYED::equals)
                .hasSize(1);
    }

    @Test
    void of_all_who_replay_the_same_one_one_gets_it() {
        Handover failed = failed("a", "c", "try_again");
        SqlLedger other = isShared() ? open() : ledger;
        List<CompletableFuture<Settlement>> asked = IntStream.range(0, 20)
                .mapToObj(i ->
                        (i % 2 == 0 ? ledger : other).deadLetters().replay(failed.id(), replayOf(failed), LATER, "op"))
                .toList();

        List<Settlement> settled = asked.stream().map(CompletableFuture::join).toList();

        assertThat(settled).filteredOn(Settlement.Done.class::isInstance).hasSize(1);
        assertThat(settled.stream().map(DeadLettersContract::id).distinct()).hasSize(1);
        assertThat(ledger.findByConversation("a", "c", 10)).hasSize(2);
        assertThat(ledger.history(failed.id())).hasSize(3);
        if (isShared()) {
            other.close();
        }
    }

    @Test
    void many_are_replayed_in_any_order_at_once() {
        List<Handover> failed = IntStream.range(0, 30)
                .mapToObj(i -> failed("a", "c-" + i, "try_again"))
                .toList();
        SqlLedger other = isShared() ? open() : ledger;
        List<Handover> backwards = new ArrayList<>(failed);
        Collections.reverse(backwards);

        List<CompletableFuture<Settlement>> asked = Stream.concat(
                        failed.stream().map(one -> ledger.deadLetters().replay(one.id(), replayOf(one), LATER, "x")),
                        backwards.stream().map(one -> other.deadLetters().replay(one.id(), replayOf(one), LATER, "y")))
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join).filter(Settlement.Done.class::isInstance))
                .hasSize(30);
        assertThat(ledger.openCount()).isEqualTo(30);
        if (isShared()) {
            other.close();
        }
    }

    @Test
    void an_open_conversation_keeps_the_dead_letter_open() {
        Handover failed = failed("a", "c", "try_again");
        Handover open = handover("a", null, "c");
        ledger.claim(open, LATER).join();

        Settlement busy = replay(ledger, failed, replayOf(failed));

        assertThat(busy).isInstanceOf(Settlement.Busy.class);
        assertThat(id(busy)).isEqualTo(open.id());
        assertThat(ledger.deadLetters().openCount()).isEqualTo(1);
        assertThat(ledger.history(failed.id())).hasSize(2);
    }

    @Test
    void what_was_discarded_is_not_replayed_nor_the_other_way_round() {
        Handover given = failed("a", "c-1", "closed");
        Handover replayed = failed("a", "c-2", "closed");
        replay(ledger, replayed, replayOf(replayed));

        assertThat(discard(given, "first")).isInstanceOf(Settlement.Done.class);
        assertThat(discard(given, "second")).isInstanceOf(Settlement.Before.class);
        assertThat(discard(replayed, "late")).isInstanceOf(Settlement.Refused.class);
        assertThat(replay(ledger, given, replayOf(given))).isInstanceOf(Settlement.Refused.class);
        ObjectNode outcome = Objects.requireNonNull(
                ledger.deadLetters().find(given.id()).orElseThrow().outcome());
        assertThat(outcome.at("/discarded/reason").asText()).isEqualTo("first");
        assertThat(outcome.at("/discarded/by").asText()).isEqualTo("op");
        assertThat(ledger.deadLetters().openCount()).isZero();
    }

    @Test
    void what_has_not_failed_or_is_purged_is_no_dead_letter() {
        Handover open = handover("a", null, "c-1");
        ledger.claim(open, LATER).join();
        Handover purged = failed("a", "c-2", "closed");
        ledger.purge(LATER, 10).join();

        assertThat(discard(open, "x")).isInstanceOf(Settlement.Refused.class);
        assertThat(replay(ledger, open, replayOf(open))).isInstanceOf(Settlement.Refused.class);
        assertThat(discard(purged, "x")).isInstanceOf(Settlement.Refused.class);
        assertThat(replay(ledger, purged, replayOf(purged))).isInstanceOf(Settlement.Refused.class);
        assertThat(listed(query(null, true, null, null, null, null, 10))).isEmpty();
        assertThat(ledger.deadLetters().openCount()).isZero();
    }

    @Test
    void the_list_is_bounded_ordered_and_without_messages() {
        List<String> ids = IntStream.range(0, 5)
                .mapToObj(i -> failed(i == 2 ? "b" : "a", "c-" + i, i < 3 ? "try_again" : "closed")
                        .id())
                .toList();
        ledger.move(claimed("a", "taken").id(), Handovers.to(ACCEPTED, NOON, REQUESTED))
                .join();
        ledger.deadLetters().discard(ids.get(4), "op", "x", LATER).join();

        assertThat(listed(query(null, false, null, null, null, null, 3)))
                .containsExactly(ids.get(3), ids.get(2), ids.get(1));
        assertThat(listed(query(null, false, ids.get(1), null, null, null, 3))).containsExactly(ids.get(0));
        assertThat(listed(query("a", true, null, null, null, null, 9)))
                .containsExactly(ids.get(4), ids.get(3), ids.get(1), ids.get(0));
        assertThat(listed(query("a", false, null, "genesys-eu", "try_again", LATER, 9)))
                .containsExactly(ids.get(1), ids.get(0));
        assertThat(listed(query("a", false, null, "other", null, null, 9))).isEmpty();
        assertThat(listed(query("a", false, null, null, null, NOON, 9))).isEmpty();
        assertThat(ledger.deadLetters().list(query(null, false, null, null, null, null, 9)))
                .allSatisfy(letter -> assertThat(letter.handover().message()).isEmpty());
        assertThat(ledger.deadLetters().openCount()).isEqualTo(4);
    }

    private Handover claimed(String client, String conversation) {
        Handover handover = handover(client, null, conversation);
        ledger.claim(handover, LATER).join();
        return handover;
    }

    private Handover failed(String client, String conversation, String failureClass) {
        Handover handover = claimed(client, conversation);
        ObjectNode outcome = object();
        outcome.putObject("failure").put("class", failureClass);
        ledger.move(
                        handover.id(),
                        new Transition(Set.of(REQUESTED), FAILED, NOON.plusSeconds(1), object(), outcome, null))
                .join();
        return handover;
    }

    private static Handover replayOf(Handover failed) {
        return handover(failed.client(), "↻" + failed.id(), failed.conversationId());
    }

    private static Settlement replay(Ledger ledger, Handover failed, Handover next) {
        return ledger.deadLetters().replay(failed.id(), next, LATER, "op").join();
    }

    private Settlement discard(Handover failed, String reason) {
        return ledger.deadLetters().discard(failed.id(), "op", reason, LATER).join();
    }

    private static String id(Settlement settlement) {
        if (settlement instanceof Settlement.Done done) {
            return done.handover().handover().id();
        }
        if (settlement instanceof Settlement.Before before) {
            return before.handover().handover().id();
        }
        return ((Settlement.Busy) settlement).first().handover().id();
    }

    private List<String> listed(Query query) {
        return ledger.deadLetters().list(query).stream()
                .map(letter -> letter.handover().id())
                .toList();
    }

    private static Query query(
            @Nullable String client,
            boolean all,
            @Nullable String after,
            @Nullable String target,
            @Nullable String failureClass,
            @Nullable Instant before,
            int limit) {
        return new Query(client, all, after, target, failureClass, before, limit);
    }
}
