package dev.baton.ledger;

import static dev.baton.handover.HandoverState.DELIVERING;
import static dev.baton.handover.HandoverState.REQUESTED;
import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.handover.Handover;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostgresLedgerTest extends LedgerContract {
    private final String database = TestPostgres.newDatabase();

    @Override
    SqlLedger open(Tuning tuning) {
        return Ledgers.postgres(TestPostgres.url(database), "postgres", "", tuning);
    }

    @Test
    void connections_that_are_cut_in_the_middle_of_work_are_opened_again_and_nothing_is_lost() {
        List<Handover> stored = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Handover handover = handover(client, "k" + i, "c" + i);
            CompletableFuture<Claim> claim = ledger.claim(handover, LEASE);
            if (i % 50 == 25) {
                cutConnections();
            }
            claim.handle((answer, failure) -> failure == null && stored.add(handover))
                    .join();
        }
        assertThat(stored).hasSizeGreaterThan(190);
        assertThat(stored).allSatisfy(handover -> {
            assertThat(ledger.find(client, handover.id())).isPresent();
            assertThat(ledger.history(handover.id())).hasSize(1);
        });
    }

    @Test
    void a_write_gives_up_on_a_database_that_stays_away() {
        ledger.close();
        ledger = open(Tuning.DEFAULT.withPatience(Duration.ofMillis(300)));
        claimed("before", "before");
        TestPostgres.run("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
        cutConnections();
        List<CompletableFuture<Claim>> claims = Stream.of("a", "b", "c")
                .map(key -> ledger.claim(handover(client, key, key), LEASE))
                .toList();
        assertThat(claims).allSatisfy(claim -> assertThatThrownBy(claim::join)
                .hasCauseInstanceOf(LedgerUnavailableException.class));
        assertThatThrownBy(() -> ledger.find(client, "x")).isInstanceOf(LedgerUnavailableException.class);
        TestPostgres.run("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
        claimed("after", "after");
    }

    @Test
    void two_replicas_never_take_over_the_same_handover() {
        for (int i = 0; i < 60; i++) {
            claimed("k" + i, "c" + i);
        }
        Instant now = LEASE.plusSeconds(1);
        try (SqlLedger other = open(Tuning.DEFAULT)) {
            List<CompletableFuture<List<StoredHandover>>> rounds = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                rounds.add((i % 2 == 0 ? ledger : other).takeOver(now, now.plusSeconds(30), 10));
            }
            List<String> taken = rounds.stream()
                    .flatMap(round -> round.join().stream())
                    .map(one -> one.handover().id())
                    .toList();
            assertThat(taken).doesNotHaveDuplicates().hasSize(60);
        }
    }

    @Test
    void a_replica_leaves_the_lease_of_a_living_one_alone() {
        claimed("k", "c");
        try (SqlLedger other = open(Tuning.DEFAULT)) {
            assertThat(other.takeOver(NOON, LEASE, 10).join()).isEmpty();
        }
    }

    @Test
    void of_two_replicas_that_hurry_the_same_start_one_gets_it() {
        try (SqlLedger other = open(Tuning.DEFAULT)) {
            for (int round = 0; round < 20; round++) {
                Handover sent = handover(client, "k" + round, "c" + round);
                ledger.claimWaiting(sent, NOON.plusSeconds(8)).join();
                List<CompletableFuture<Optional<StoredHandover>>> asked =
                        List.of(ledger.hurry(client, sent.id(), LEASE), other.hurry(client, sent.id(), LEASE));
                assertThat(asked.stream().map(CompletableFuture::join).filter(Optional::isPresent))
                        .hasSize(1);
            }
        }
    }

    @Test
    void two_replicas_store_the_same_key_once() {
        try (SqlLedger other = open(Tuning.DEFAULT)) {
            List<CompletableFuture<Claim>> claims = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                claims.add((i % 2 == 0 ? ledger : other).claim(handover(client, "same", "c" + i), LEASE));
            }
            assertThat(claims.stream().map(CompletableFuture::join))
                    .filteredOn(Claim.Stored.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void a_text_that_the_database_cannot_hold_fails_alone() {
        CompletableFuture<Claim> bad = ledger.claim(handover(client, "bad\0key", "c"), LEASE);
        assertThatThrownBy(bad::join).hasCauseInstanceOf(LedgerUnavailableException.class);
        Handover good = claimed("k", "c");
        assertThat(move(good, to(DELIVERING, NOON, REQUESTED))).isPresent();
    }

    private void cutConnections() {
        TestPostgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }
}
