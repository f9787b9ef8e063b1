package dev.baton.ledger;

import static dev.baton.handover.HandoverState.ACCEPTED;
import static dev.baton.handover.HandoverState.COMPLETED;
import static dev.baton.handover.HandoverState.FAILED;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.object;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Facts.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every ledger promises of what reports tell. Each test has a database of its own. */
abstract class FactsContract {

    private static final Instant EARLY = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2040-01-01T00:00:00Z");

    SqlLedger ledger;

    /** Opens the database of this test, empty at first. */
    abstract SqlLedger open();

    /** Gives the database the tables of an older version, and runs these statements there. */
    abstract void olderVersion(String version, List<String> statements) throws Exception;

    @BeforeEach
    void openLedger() {
        ledger = open();
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatever_happens_facts_tell_what_the_history_told(long seed) {
        RandomLives lives = new RandomLives(ledger, seed);
        for (int round = 0; round < 6; round++) {
            lives.goOn(60);
            assertThat(facts(null, EARLY, LATE)).containsExactlyInAnyOrderElementsOf(lives.expected());
            assertThat(ratings()).containsExactlyInAnyOrderElementsOf(lives.expectedRatings());
            assertThat(facts("alpha", EARLY, LATE))
                    .containsExactlyInAnyOrderElementsOf(lives.expected().stream()
                            .filter(entry -> entry.facet().client().equals("alpha"))
                            .toList());
        }
    }

    @Test
    void only_requests_within_the_time_are_given_packed_or_not() {
        for (int i = 0; i < 10; i++) {
            ended("a", NOON.plusSeconds(i));
        }
        for (int packed : List.of(0, 6, 4)) {
            if (packed > 0) {
                assertThat(ledger.facts().pack(packed)).isEqualTo(packed);
            }
            assertThat(facts("a", NOON.plusSeconds(2), NOON.plusSeconds(8)))
                    .extracting(entry -> entry.fact().requestedAt())
                    .containsExactlyInAnyOrder(IntStream.range(2, 8)
                            .mapToObj(i -> NOON.plusSeconds(i).toEpochMilli())
                            .toArray(Long[]::new));
            assertThat(facts("b", EARLY, LATE)).isEmpty();
        }
        assertThat(ledger.facts().unpackedCount()).isZero();
    }

    @Test
    void few_are_not_worth_a_part_and_open_ones_are_never_packed() {
        ended("a", NOON);
        ledger.claim(handover("a", null, "open"), NOON).join();

        assertThat(ledger.facts().pack(2)).isZero();
        assertThat(ledger.facts().pack(1)).isEqualTo(1);
        assertThat(ledger.facts().pack(1)).isZero();
        assertThat(facts(null, EARLY, LATE))
                .extracting(entry -> entry.facet().state())
                .containsExactlyInAnyOrder(REQUESTED, FAILED);
    }

    @Test
    void of_all_who_pack_at_once_each_handover_is_packed_by_one_and_readers_see_every_one_once() {
        int number = 300;
        for (int i = 0; i < number; i++) {
            ended("a", NOON.plusMillis(i));
        }
        List<CompletableFuture<Void>> packers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    while (ledger.facts().unpackedCount() >= 5) {
                        ledger.facts().pack(5);
                    }
                }))
                .toList();
        do {
            assertThat(facts(null, EARLY, LATE).stream()
                            .map(entry -> entry.fact().requestedAt())
                            .distinct())
                    .hasSize(number);
            assertThat(facts(null, EARLY, LATE)).hasSize(number);
        } while (!packers.stream().allMatch(CompletableFuture::isDone));
        packers.forEach(CompletableFuture::join);
    }

    @Test
    void ratings_are_counted_once_whenever_they_come_and_however_often_the_handover_is_packed_or_purged() {
        ended("a", NOON);
        String id = ledger.deadLetters()
                .list(new DeadLetters.Query(null, false, null, null, null, null, 1))
                .get(0)
                .handover()
                .id();
        rate(id, "bot", 2);
        assertThat(ledger.facts().pack(1)).isEqualTo(1);
        rate(id, "bot", 4);
        rate(id, "agent", 5);
        ended("a", NOON.plusSeconds(1));
        assertThat(ledger.facts().pack(1)).isEqualTo(1);
        ledger.purge(NOON.plusSeconds(100), 10).join();

        assertThat(ratings())
                .extracting(FactPart.Rated::rating)
                .containsExactlyInAnyOrder(
                        new Rating(NOON.toEpochMilli(), false, 1, 2, 6),
                        new Rating(NOON.toEpochMilli(), true, 0, 1, 5));
    }

    private void rate(String id, String about, int stars) {
        ObjectNode said = object().put("about", about).put("by", "customer").put("rating", stars);
        assertThat(ledger.feedback().give(id, said, object(), NOON).join()).isEqualTo(FeedbackRecords.Given.STORED);
    }

    @Test
    void ratings_of_an_older_version_are_counted() throws Exception {
        ledger.close();
        String given = "[{\"about\":\"agent\",\"by\":\"agent\",\"rating\":1},"
                + "{\"about\":\"bot\",\"by\":\"customer\",\"remarks\":\"a\\u0000\"},"
                + "{\"about\":\"bot\",\"by\":\"customer\",\"rating\":3},"
                + "{\"about\":\"agent\",\"by\":\"customer\",\"rating\":5},"
                + "{\"about\":\"bot\",\"by\":\"customer\",\"rating\":4}]";
        olderVersion(
                "10.2",
                List.of(
                        row("old-1", "completed", "'{}'", "'{}'", 0),
                        row("old-2", "accepted", "'{}'", "'{}'", 1).replace("'c'", "'d'"),
                        "UPDATE handover SET feedback = '" + given + "' WHERE id = 'old-1'",
                        "INSERT INTO report_due (handover_id) VALUES ('old-1')"));

        ledger = open();

        assertThat(ratings())
                .extracting(FactPart.Rated::rating)
                .containsExactlyInAnyOrder(new Rating(1_000, false, 1, 2, 7), new Rating(1_000, true, 0, 1, 5));
        assertThat(ledger.facts().pack(1)).isEqualTo(1);
        rate("old-1", "bot", 5);
        assertThat(ratings())
                .extracting(FactPart.Rated::rating)
                .containsExactlyInAnyOrder(new Rating(1_000, false, 1, 3, 12), new Rating(1_000, true, 0, 1, 5));
    }

    @Test
    void what_an_older_version_left_is_told_as_far_as_it_is_known() throws Exception {
        ledger.close();
        olderVersion(
                "6",
                List.of(
                        row(
                                "old-1",
                                "completed",
                                "'{\"reason\":{\"code\":\"no_answer\"},\"conversation\":"
                                        + "{\"language\":\"nl\"},\"x\":\"a\\u0000\\\\u0000\"}'",
                                "'{\"target\":\"first\"}'",
                                0),
                        event("old-1", 1, "requested", 1_000),
                        event("old-1", 2, "accepted", 1_200),
                        event("old-1", 3, "active", 1_300),
                        event("old-1", 4, "completed", 1_900),
                        row("old-2", "returned", "NULL", "NULL", 0),
                        row("old-3", "accepted", "'{\"reason\":{\"code\":\"other\"}}'", "'{\"target\":\"desk\"}'", 1),
                        event("old-3", 2, "accepted", 1_400)));

        ledger = open();

        assertThat(facts(null, Instant.EPOCH, LATE))
                .containsExactlyInAnyOrder(
                        entry("first", "no_answer", "nl", COMPLETED, 200, 300, 900),
                        entry(null, null, null, HandoverState.RETURNED, -1, -1, 900),
                        entry(null, "other", null, ACCEPTED, 400, -1, -1));
        assertThat(ledger.facts().pack(2)).isEqualTo(2);
    }

    private static FactPart.Entry entry(
            @Nullable String first,
            @Nullable String reason,
            @Nullable String language,
            HandoverState state,
            long taken,
            long assigned,
            long end) {
        Facet facet = new Facet("bot", "text", null, "desk", first, reason, language, null, null, state);
        return new FactPart.Entry(facet, new Fact(1_000, taken, assigned, end));
    }

    private static String row(String id, String state, String message, String receipt, int open) {
        return "INSERT INTO handover (id, client, fingerprint, channel, conversation_id, target, connector, state,"
                + " is_open, sequence, requested_at, updated_at, owner, message, receipt) VALUES ('" + id
                + "', 'bot', 'f', 'text', 'c', 'desk', 'd', '" + state + "', " + open + ", 4, 1000, 1900, 'o', "
                + message
                + ", " + receipt + ")";
    }

    private static String event(String id, int sequence, String state, long at) {
        return "INSERT INTO handover_event (handover_id, sequence, state, at, data) VALUES ('" + id + "', " + sequence
                + ", '" + state + "', " + at + ", '{}')";
    }

    private void ended(String client, Instant at) {
        Handover handover = handover(client, null, "c-" + at, at, object());
        ledger.claim(handover, at).join();
        ledger.move(handover.id(), to(FAILED, at.plusMillis(1), REQUESTED)).join();
    }

    private List<FactPart.Entry> facts(@Nullable String client, Instant from, Instant until) {
        List<FactPart.Entry> all = new ArrayList<>();
        ledger.facts().<Facts.Reader>read(new Query(client, from, until), () -> {
            all.clear();
            return facet -> new Listed(fact -> all.add(new FactPart.Entry(facet, fact)), rating -> {});
        });
        return all;
    }

    /** Added up: they come in pieces. */
    private List<FactPart.Rated> ratings() {
        Map<List<Object>, FactPart.Rated> all = new LinkedHashMap<>();
        ledger.facts().<Facts.Reader>read(new Query(null, Instant.EPOCH, LATE), () -> {
            all.clear();
            return facet -> new Listed(
                    fact -> {},
                    rating -> all.merge(
                            List.of(facet, rating.requestedAt(), rating.ofAgent()),
                            new FactPart.Rated(facet, rating),
                            FactsContract::sum));
        });
        return List.copyOf(all.values());
    }

    private static FactPart.Rated sum(FactPart.Rated one, FactPart.Rated other) {
        Rating a = one.rating();
        Rating b = other.rating();
        return new FactPart.Rated(
                one.facet(),
                new Rating(
                        a.requestedAt(),
                        a.ofAgent(),
                        a.handovers() + b.handovers(),
                        a.number() + b.number(),
                        a.total() + b.total()));
    }

    private record Listed(Consumer<Fact> facts, Consumer<Rating> ratings) implements Facts.Tally {

        @Override
        public void add(Fact fact) {
            facts.accept(fact);
        }

        @Override
        public void add(Rating rating) {
            ratings.accept(rating);
        }
    }
}
