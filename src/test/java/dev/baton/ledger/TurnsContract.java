package dev.baton.ledger;

import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.ledger.Turns.Answered;
import dev.baton.ledger.Turns.Memory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger promises of turns. Each test has a database of its own. */
abstract class TurnsContract {

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
    void what_was_counted_is_there_after_a_restart() {
        count("a", "c", "t-1");
        count("a", "c", "t-2");
        ledger.close();
        ledger = open();

        Memory memory = ledger.turns().find("a", "c");

        assertThat(memory.failedAttempts()).isEqualTo(2);
        assertThat(memory.lowConfidence()).isEqualTo(3);
        assertThat(memory.negative()).isEqualTo(4);
        assertThat(memory.answered()).extracting(Answered::turnId).containsExactly("t-1", "t-2");
        assertThat(memory.answeredTo("t-1").orElseThrow().answer().path("n").asText())
                .isEqualTo("t-1 \"quoted\" ü");
        assertThat(memory.answeredTo("t-3")).isEmpty();
    }

    @Test
    void conversations_and_clients_are_apart() {
        count("a", "c", "t-1");

        assertThat(ledger.turns().find("b", "c")).isEqualTo(Memory.NONE);
        assertThat(ledger.turns().find("a", "d")).isEqualTo(Memory.NONE);
        assertThat(count("b", "c", "t-1").failedAttempts()).isEqualTo(1);
    }

    @Test
    void every_turn_counts_once_wherever_it_comes_in() {
        SqlLedger other = isShared() ? open() : ledger;
        List<CompletableFuture<Memory>> counted = IntStream.range(0, 40)
                .mapToObj(i -> (i % 2 == 0 ? ledger : other).turns().advance("a", "c", NOON, counting("t-" + i / 2)))
                .toList();
        counted.forEach(CompletableFuture::join);

        assertThat(ledger.turns().find("a", "c").failedAttempts()).isEqualTo(20);
        if (isShared()) {
            other.close();
        }
    }

    @Test
    void two_gateways_do_not_lock_each_other_out() {
        SqlLedger other = isShared() ? open() : ledger;
        List<CompletableFuture<Memory>> counted = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            counted.add(ledger.turns().advance("a", "c-" + i, NOON, counting("x")));
            counted.add(other.turns().advance("a", "c-" + (29 - i), NOON, counting("y")));
        }
        counted.forEach(CompletableFuture::join);

        for (int i = 0; i < 30; i++) {
            assertThat(ledger.turns().find("a", "c-" + i).failedAttempts()).isEqualTo(2);
        }
        if (isShared()) {
            other.close();
        }
    }

    @Test
    void after_a_handover_counting_begins_anew_and_answers_are_still_known() {
        count("a", "c", "t-1");
        ledger.claim(handover("a", null, "c"), NOON.plusSeconds(60)).join();

        assertThat(ledger.turns().find("a", "c").failedAttempts()).isZero();
        assertThat(ledger.turns().find("a", "c").answeredTo("t-1")).isPresent();
        assertThat(count("a", "c", "t-2").failedAttempts()).isEqualTo(1);
        assertThat(count("a", "c", "t-3").failedAttempts()).isEqualTo(2);
    }

    @Test
    void a_handover_before_the_first_turn_is_none_of_its_business() {
        ledger.claim(handover("a", null, "c"), NOON.plusSeconds(60)).join();

        assertThat(count("a", "c", "t-1").failedAttempts()).isEqualTo(1);
        assertThat(count("a", "c", "t-2").failedAttempts()).isEqualTo(2);
    }

    @Test
    void what_is_old_is_forgotten_in_parts() {
        for (int i = 0; i < 5; i++) {
            ledger.turns()
                    .advance("a", "c-" + i, NOON.plusSeconds(i), counting("t"))
                    .join();
        }
        count("a", "c-0", "later");

        assertThat(ledger.turns().forget(NOON.plusSeconds(4), 2).join()).isEqualTo(2);
        assertThat(ledger.turns().forget(NOON.plusSeconds(4), 9).join()).isEqualTo(2);
        assertThat(ledger.turns().forget(NOON.plusSeconds(4), 9).join()).isZero();
        assertThat(ledger.turns().find("a", "c-4").failedAttempts()).isEqualTo(1);
    }

    private Memory count(String client, String conversation, String turn) {
        return ledger.turns()
                .advance(client, conversation, NOON, counting(turn))
                .join();
    }

    private static UnaryOperator<Memory> counting(String turn) {
        return before -> before.answeredTo(turn).isPresent() ? before : after(before, turn);
    }

    private static Memory after(Memory before, String turn) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("n", turn + " \"quoted\" ü");
        List<Answered> answered = new ArrayList<>(before.answered());
        answered.add(new Answered(turn, answer));
        int failed = before.failedAttempts() + 1;
        return new Memory(failed, failed + 1, failed + 2, answered);
    }
}
