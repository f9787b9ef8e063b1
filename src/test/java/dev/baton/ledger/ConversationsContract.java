package dev.baton.ledger;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.ACTIVE;
import static dev.baton.handover.HandoverState.ASSIGNED;
import static dev.baton.handover.HandoverState.DELIVERING;
import static dev.baton.handover.HandoverState.EXPIRED;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.QUEUED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.handover.HandoverState.RETURNED;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.object;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.ConversationRecords.Paused;
import dev.baton.ledger.FeedbackRecords.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises of conversations, whatever database it lives in. Behaviours 11, 43, 56, 62. */
abstract class ConversationsContract {

    private static final String CLIENT = "bot";
    private static final Instant LEASE = NOON.plusSeconds(30);
    private static final Duration UNCLAIMED = Duration.ofMinutes(10);
    private static final Duration ACTIVE_FOR = Duration.ofHours(8);

    SqlLedger ledger;

    /** Opens the same, empty at first, database of this test again, as another process would. */
    abstract SqlLedger open(Tuning tuning);

    /** Whether several processes may have it open at once. */
    abstract boolean isShared();

    @BeforeEach
    void openLedger() {
        ledger = open(timed());
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    private static Tuning timed() {
        return Tuning.DEFAULT.withTimers(new Timers() {
            @Override
            public @Nullable Duration unclaimed(Handover handover) {
                return handover.conversationId().startsWith("untimed") ? null : UNCLAIMED;
            }

            @Override
            public @Nullable Duration active(Handover handover) {
                return handover.conversationId().startsWith("untimed") ? null : ACTIVE_FOR;
            }
        });
    }

    @Test
    void the_time_to_claim_begins_when_a_target_takes_it_and_not_anew_with_what_it_tells() {
        Handover sent = claimed("c");
        assertThat(due(sent)).isNull();
        move(sent, ACCEPTED, NOON);
        assertThat(due(sent)).isEqualTo(NOON.plus(UNCLAIMED));
        StoredHandover queued = move(sent, QUEUED, NOON.plusSeconds(60));
        assertThat(queued.dueAt()).isEqualTo(NOON.plus(UNCLAIMED));
        assertThat(queued).isEqualTo(ledger.findOfAny(sent.id()).orElseThrow());
        restart();
        assertThat(due(sent)).isEqualTo(NOON.plus(UNCLAIMED));
    }

    @Test
    void each_sign_of_life_of_a_human_begins_the_time_anew() {
        Handover sent = claimed("c");
        move(sent, ACCEPTED, NOON);
        move(sent, ASSIGNED, NOON.plusSeconds(60));
        assertThat(due(sent)).isEqualTo(NOON.plusSeconds(60).plus(ACTIVE_FOR));
        move(sent, ACTIVE, NOON.plusSeconds(90));
        assertThat(due(sent)).isEqualTo(NOON.plusSeconds(90).plus(ACTIVE_FOR));
        StoredHandover found = ledger.findOfAny(sent.id()).orElseThrow();
        assertThat(ledger.renew(found, NOON.plusSeconds(120)).join()).isFalse();
        assertThat(ledger.renew(found, NOON.plusSeconds(200)).join()).isTrue();
        assertThat(due(sent)).isEqualTo(NOON.plusSeconds(200).plus(ACTIVE_FOR));
        assertThat(ledger.history(sent.id())).hasSize(4);
        StoredHandover ended = move(sent, RETURNED, NOON.plusSeconds(300));
        assertThat(ended.dueAt()).isNull();
        assertThat(ledger.renew(found, NOON.plusSeconds(400)).join()).isFalse();
    }

    @Test
    void what_is_not_timed_is_never_due() {
        Handover sent = claimed("untimed");
        move(sent, ACCEPTED, NOON);
        assertThat(due(sent)).isNull();
        assertThat(ledger.endDue(NOON.plus(Duration.ofDays(9)), 10).join()).isEmpty();
    }

    @Test
    void what_is_due_expires_with_its_reason_and_not_a_millisecond_before() {
        Handover waiting = claimed("waiting");
        move(waiting, QUEUED, NOON);
        Handover talking = claimed("talking");
        move(talking, ACTIVE, NOON);
        claimed("undelivered");
        Instant first = NOON.plus(UNCLAIMED);
        assertThat(ledger.endDue(first.minusMillis(1), 10).join()).isEmpty();
        assertThat(ledger.endDue(first, 10).join())
                .containsExactly(new Expiry.Ended(waiting.id(), "genesys-eu", "unclaimed"));
        assertThat(ledger.endDue(first, 10).join()).isEmpty();
        assertThat(ledger.endDue(NOON.plus(ACTIVE_FOR), 10).join())
                .containsExactly(new Expiry.Ended(talking.id(), "genesys-eu", "abandoned"));
        StoredHandover ended = ledger.findOfAny(waiting.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(EXPIRED);
        assertThat(ended.outcome()).isEqualTo(expired("unclaimed", first));
        assertThat(ledger.history(waiting.id())).last().satisfies(event -> {
            assertThat(event.state()).isEqualTo(EXPIRED);
            assertThat(event.data().path("code").asText()).isEqualTo("unclaimed");
        });
        claimed("waiting");
    }

    @Test
    void a_restart_changes_no_timer() {
        Handover sent = claimed("c");
        move(sent, ACCEPTED, NOON);
        restart();
        assertThat(ledger.endDue(NOON.plus(UNCLAIMED).minusMillis(1), 10).join())
                .isEmpty();
        assertThat(ledger.endDue(NOON.plus(UNCLAIMED), 10).join()).hasSize(1);
    }

    @Test
    void no_more_ends_at_once_than_asked_for_and_the_longest_due_first() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Handover sent = claimed("c" + i);
            move(sent, ACCEPTED, NOON.plusSeconds(i));
            ids.add(sent.id());
        }
        assertThat(ledger.endDue(NOON.plus(Duration.ofHours(1)), 2).join())
                .extracting(Expiry.Ended::id)
                .containsExactly(ids.get(0), ids.get(1));
    }

    @Test
    void of_two_gateways_that_end_the_same_at_once_one_does() {
        for (int i = 0; i < 20; i++) {
            move(claimed("c" + i), ACCEPTED, NOON);
        }
        Instant later = NOON.plus(UNCLAIMED);
        SqlLedger other = isShared() ? open(timed()) : ledger;
        try {
            List<CompletableFuture<List<Expiry.Ended>>> rounds = List.of(
                    CompletableFuture.supplyAsync(() -> ledger.endDue(later, 50).join()),
                    CompletableFuture.supplyAsync(() -> other.endDue(later, 50).join()));
            assertThat(rounds.stream()
                            .map(CompletableFuture::join)
                            .mapToInt(List::size)
                            .sum())
                    .isEqualTo(20);
        } finally {
            if (isShared()) {
                other.close();
            }
        }
    }

    @Test
    void a_delivery_that_goes_on_elsewhere_has_no_timer_of_the_target_before() {
        Handover sent = claimed("c");
        move(sent, DELIVERING, NOON);
        Transition elsewhere = new Transition(Set.of(DELIVERING), HandoverState.RETRYING, NOON, object(), null, LEASE);
        StoredHandover there = ledger.reroute(sent, elsewhere, new Reroute("msc-nl", "msc-text", List.of()))
                .join()
                .orElseThrow();
        assertThat(there.dueAt()).isNull();
        assertThat(ledger.takeOver(LEASE, LEASE.plusSeconds(30), 10).join()).hasSize(1);
        assertThat(ledger.endDue(NOON.plus(Duration.ofDays(1)), 10).join()).isEmpty();
    }

    @Test
    void an_act_does_not_take_a_delivery_from_whoever_found_the_handover_before() {
        Handover sent = claimed("c");
        StoredHandover found = ledger.findOfAny(sent.id()).orElseThrow();
        ledger.note(sent.id(), stored -> Optional.of(new Act("late", NOON, object(), null)))
                .join();
        assertThat(ledger.move(found, to(DELIVERING, NOON, REQUESTED)).join()).isPresent();
        assertThat(ledger.move(found, to(DELIVERING, NOON, REQUESTED, DELIVERING))
                        .join())
                .isEmpty();
        assertThat(ledger.history(sent.id()))
                .extracting(HandoverEvent::sequence)
                .containsExactly(1, 2, 3);
    }

    @Test
    void an_act_changes_the_outcome_and_nothing_else() {
        Handover sent = claimed("c");
        move(sent, FAILED, NOON);
        StoredHandover noted = ledger.note(
                        sent.id(),
                        stored ->
                                Optional.of(new Act("late", NOON, object().put("call", "taken"), object().put("a", 1))))
                .join()
                .orElseThrow();
        assertThat(noted.state()).isEqualTo(FAILED);
        assertThat(noted.outcome()).isEqualTo(object().put("a", 1));
        assertThat(ledger.history(sent.id())).last().satisfies(event -> {
            assertThat(event.act()).isEqualTo("late");
            assertThat(event.state()).isEqualTo(FAILED);
        });
        ledger.purge(NOON.plusSeconds(1), 10).join();
        assertThat(ledger.note(sent.id(), stored -> Optional.of(new Act("late", NOON, object(), null)))
                        .join())
                .isEmpty();
        assertThat(ledger.history(sent.id())).isEmpty();
    }

    @Test
    void how_a_conversation_stands_is_known_from_its_open_handover() {
        assertThat(standing("c").handover()).isNull();
        Handover sent = claimed("c");
        assertThat(standing("c").handover()).isEqualTo(new ConversationRecords.Brief(sent.id(), REQUESTED, NOON, null));
        move(sent, ACCEPTED, NOON);
        assertThat(standing("c").handover())
                .isEqualTo(new ConversationRecords.Brief(sent.id(), ACCEPTED, NOON, NOON.plus(UNCLAIMED)));
        assertThat(ledger.conversations().standing("other", "c", NOON).handover())
                .isNull();
        move(sent, RETURNED, NOON);
        assertThat(standing("c").handover()).isNull();
    }

    @Test
    void a_pause_lasts_until_its_time_also_after_a_restart_and_a_shorter_one_changes_nothing() {
        Instant until = NOON.plusSeconds(600);
        assertThat(pause("c", until)).isEqualTo(until);
        assertThat(pause("c", until.minusSeconds(60))).isEqualTo(until);
        assertThat(pause("c", until.plusSeconds(60))).isEqualTo(until.plusSeconds(60));
        restart();
        assertThat(standing("c").pausedUntil()).isEqualTo(until.plusSeconds(60));
        assertThat(ledger.conversations()
                        .standing(CLIENT, "c", until.plusSeconds(60))
                        .pausedUntil())
                .isNull();
        assertThat(standing("d").pausedUntil()).isNull();
    }

    @Test
    void a_pause_and_its_end_are_in_the_history_of_the_newest_handover() {
        Handover older = claimed("c");
        move(older, FAILED, NOON);
        Handover newest = claimed("c", NOON.plusSeconds(1));
        move(newest, FAILED, NOON);
        Instant until = NOON.plusSeconds(600);
        pause("c", until);
        pause("c", until.plusSeconds(60));
        assertThat(standing("c").handover())
                .extracting(ConversationRecords.Brief::id)
                .isEqualTo(newest.id());
        assertThat(ledger.conversations().over(until, 10)).isEmpty();
        List<Paused> over = ledger.conversations().over(until.plusSeconds(60), 10);
        assertThat(over).containsExactly(new Paused(CLIENT, "c", until.plusSeconds(60)));
        assertThat(resumedBy(over.get(0), 20)).isEqualTo(1);
        assertThat(acts(newest)).containsExactly("bot-paused", "bot-resumed");
        assertThat(acts(older)).isEmpty();
    }

    @Test
    void a_pause_keeps_nobody_from_going_on_with_a_handover_that_was_found_before_or_after_it() {
        Handover sent = claimed("c");
        StoredHandover before = ledger.find(CLIENT, sent.id()).orElseThrow();
        pause("c", NOON.plusSeconds(60));
        StoredHandover after = ledger.find(CLIENT, sent.id()).orElseThrow();

        assertThat(after.sequence()).isEqualTo(before.sequence() + 1);
        assertThat(ledger.move(after, to(DELIVERING, NOON, HandoverState.REQUESTED))
                        .join())
                .isPresent();
        assertThat(ledger.move(before, to(HandoverState.ACCEPTED, NOON, DELIVERING))
                        .join())
                .isEmpty();
    }

    @Test
    void a_pause_that_was_made_longer_meanwhile_goes_on() {
        pause("c", NOON.plusSeconds(60));
        Paused found = ledger.conversations().over(NOON.plusSeconds(60), 10).get(0);
        pause("c", NOON.plusSeconds(90));
        assertThat(ledger.conversations().resume(found, NOON.plusSeconds(61)).join())
                .isFalse();
        assertThat(standing("c").pausedUntil()).isEqualTo(NOON.plusSeconds(90));
    }

    @Test
    void while_a_handover_is_open_the_end_of_a_pause_lets_no_bot_talk_and_does_not_say_so() {
        Handover sent = claimed("c");
        pause("c", NOON.plusSeconds(60));
        assertThat(ledger.conversations().resume(CLIENT, "c", NOON).join()).isTrue();
        assertThat(ledger.conversations().resume(CLIENT, "c", NOON).join()).isFalse();
        assertThat(acts(sent)).containsExactly("bot-paused");
    }

    @Test
    void a_conversation_goes_to_humans_so_often_and_then_not_before_the_first_time_is_long_ago() {
        Hops rule = new Hops(2, NOON.minusSeconds(1));
        handOver("c", NOON, rule, RETURNED);
        handOver("c", NOON.plusSeconds(1), rule, FAILED);
        handOver("c", NOON.plusSeconds(2), rule, RETURNED);
        Handover third = handover(CLIENT, null, "c", NOON.plusSeconds(3), object());
        assertThat(ledger.claim(third, LEASE, false, rule).join()).isEqualTo(new Claim.TooManyHops(2));
        assertThat(ledger.claim(third, LEASE, true, new Hops(2, NOON)).join()).isInstanceOf(Claim.Stored.class);
        assertThat(ledger.claim(handover(CLIENT, null, "d"), LEASE, false, new Hops(1, NOON.minusSeconds(1)))
                        .join())
                .isInstanceOf(Claim.Stored.class);
    }

    @Test
    void a_used_key_and_a_busy_conversation_are_told_before_hops() {
        Hops rule = new Hops(1, NOON.minusSeconds(1));
        Handover first = handover(CLIENT, "k", "c");
        ledger.claim(first, LEASE, false, rule).join();
        move(first, RETURNED, NOON);
        assertThat(ledger.claim(handover(CLIENT, "k", "c"), LEASE, false, rule).join())
                .isInstanceOf(Claim.KeyTaken.class);
        claimed("c");
        assertThat(ledger.claim(handover(CLIENT, "l", "c"), LEASE, false, rule).join())
                .isInstanceOf(Claim.ConversationBusy.class);
    }

    @Test
    void what_is_said_is_kept_in_order_once_each_so_much_and_until_the_purge() {
        Handover sent = claimed("c");
        assertThat(give(sent, object().put("rating", 4))).isEqualTo(Given.STORED);
        assertThat(give(sent, object().put("rating", 4))).isEqualTo(Given.BEFORE);
        for (int i = 1; i < FeedbackRecords.MOST; i++) {
            assertThat(give(sent, object().put("remarks", "no. " + i))).isEqualTo(Given.STORED);
        }
        assertThat(give(sent, object().put("remarks", "too much"))).isEqualTo(Given.TOO_MUCH);
        restart();
        assertThat(ledger.feedback().of(sent.id()))
                .hasSize(FeedbackRecords.MOST)
                .first()
                .isEqualTo(object().put("rating", 4).put("at", NOON.toString()));
        assertThat(acts(sent)).hasSize(FeedbackRecords.MOST).containsOnly("feedback");
        move(sent, FAILED, NOON);
        ledger.purge(NOON.plusSeconds(1), 10).join();
        assertThat(ledger.feedback().of(sent.id())).isEmpty();
        assertThat(give(sent, object().put("rating", 1))).isEqualTo(Given.GONE);
    }

    private Given give(Handover handover, ObjectNode said) {
        return ledger.feedback().give(handover.id(), said, object(), NOON).join();
    }

    private long resumedBy(Paused found, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> ledger.conversations().resume(found, NOON.plusSeconds(700)))
                .toList()
                .stream()
                .filter(CompletableFuture::join)
                .count();
    }

    private List<String> acts(Handover handover) {
        return ledger.history(handover.id()).stream()
                .map(HandoverEvent::act)
                .filter(act -> act != null)
                .toList();
    }

    private void handOver(String conversation, Instant at, Hops rule, HandoverState end) {
        Handover sent = handover(CLIENT, null, conversation, at, object());
        assertThat(ledger.claim(sent, LEASE, false, rule).join()).isInstanceOf(Claim.Stored.class);
        if (end == RETURNED) {
            move(sent, ACCEPTED, at);
        }
        move(sent, end, at);
    }

    private Instant pause(String conversation, Instant until) {
        return ledger.conversations().pause(CLIENT, conversation, until, NOON).join();
    }

    private ConversationRecords.Standing standing(String conversation) {
        return ledger.conversations().standing(CLIENT, conversation, NOON);
    }

    private static ObjectNode expired(String code, Instant at) {
        ObjectNode outcome = object();
        outcome.putObject("expired").put("code", code).put("at", at.toString());
        return outcome;
    }

    private @Nullable Instant due(Handover handover) {
        return ledger.findOfAny(handover.id()).orElseThrow().dueAt();
    }

    private Handover claimed(String conversation) {
        return claimed(conversation, NOON);
    }

    private Handover claimed(String conversation, Instant at) {
        Handover handover = handover(CLIENT, null, conversation, at, object().put("text", "Hi"));
        assertThat(ledger.claim(handover, LEASE).join()).isInstanceOf(Claim.Stored.class);
        return handover;
    }

    private StoredHandover move(Handover handover, HandoverState state, Instant at) {
        return ledger.move(handover.id(), to(state, at, HandoverState.values()))
                .join()
                .orElseThrow();
    }

    private void restart() {
        ledger.close();
        ledger = open(timed());
    }
}
