package dev.baton.ledger;

import static dev.baton.ledger.Handovers.NOON;
import static dev.baton.ledger.Handovers.handover;
import static dev.baton.ledger.Handovers.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.handover.HandoverState;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger that an earlier version made and filled is the present version's own at its first start. */
abstract class UpgradeContract {

    private static final Instant LATER = NOON.plusSeconds(600);
    private static final String CLIENT = "bot";
    private static final String MESSAGE = "{\"text\":\"Grüße 👋\",\"reason\":{\"code\":\"other\"}}";
    private static final String INSERT =
            "INSERT INTO handover (id, client, idempotency_key, fingerprint, channel, conversation_id, step, target,"
                    + " connector, state, is_open, sequence, requested_at, updated_at, owner, lease_until, message,"
                    + " receipt, outcome) VALUES (?, '" + CLIENT + "', ?, 'f', 'text', ?, 'support', 'genesys-eu',"
                    + " 'genesys', ?, ?, ?, ?, ?, 'of-then', ?, '" + MESSAGE + "', '{\"state\":\"requested\"}', ?)";
    private static final String EVENT =
            "INSERT INTO handover_event (handover_id, sequence, state, at, data, published) VALUES (?, ?, ?, ?,"
                    + " '{\"channel\":\"text\",\"target\":\"genesys-eu\"}', ?)";

    @TempDir
    Path folder;

    /** The empty database of this test. */
    abstract DataSource source();

    abstract Dialect dialect();

    abstract SqlLedger open();

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "6"})
    void what_an_earlier_version_stored_is_known_and_goes_on(String version) throws Exception {
        filledBy(version);

        try (SqlLedger ledger = open()) {
            assertThat(ledger.openCount()).isEqualTo(3);
            StoredHandover accepted = ledger.find(CLIENT, "3-accepted").orElseThrow();
            assertThat(accepted.state()).isEqualTo(HandoverState.ACCEPTED);
            assertThat(accepted.handover().message().toString()).isEqualTo(MESSAGE);
            assertThat(accepted.handover().fallback()).isEmpty();
            assertThat(ledger.claim(handover(CLIENT, "key-4-failed", "other"), LATER)
                            .join())
                    .isInstanceOf(Claim.KeyTaken.class);
            assertThat(ledger.claim(handover(CLIENT, "new", "c-3-accepted"), LATER)
                            .join())
                    .isInstanceOf(Claim.ConversationBusy.class);

            assertThat(ledger.takeOver(LATER, LATER.plusSeconds(30), 10).join())
                    .extracting(taken -> taken.handover().id())
                    .containsExactly("1-requested", "2-delivering");
            assertThat(ledger.move("2-delivering", to(HandoverState.ACCEPTED, LATER, HandoverState.DELIVERING))
                            .join())
                    .isPresent();
            assertThat(ledger.history("2-delivering"))
                    .extracting(event -> event.state().wireName())
                    .containsExactly("requested", "delivering", "accepted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "6"})
    void what_an_earlier_version_had_not_told_is_told_and_its_failures_can_be_replayed(String version)
            throws Exception {
        filledBy(version);

        try (SqlLedger ledger = open()) {
            assertThat(ledger.unpublished(10))
                    .extracting(event -> event.event().handoverId() + " "
                            + event.event().state().wireName())
                    .containsExactly("4-failed failed");
            assertThat(ledger.deadLetters().openCount()).isEqualTo(1);
            assertThat(ledger.deadLetters()
                            .replay("4-failed", handover(CLIENT, null, "c-4-failed"), LATER, "operator")
                            .join())
                    .isInstanceOf(DeadLetters.Settlement.Done.class);
            assertThat(ledger.expire(LATER, LATER.plusSeconds(1), 10).join()).isPositive();
            assertThat(ledger.purge(LATER.plusSeconds(2), 10).join().handovers())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "6"})
    void what_waited_for_its_next_try_is_tried_when_its_time_has_come(String version) throws Exception {
        filledBy(version);
        insert("5-retrying", "retrying", true, 3, LATER.toEpochMilli(), null);
        run("UPDATE handover SET awaits = 1, fallback = 'msc-nl,log' WHERE id = '5-retrying'");

        try (SqlLedger ledger = open()) {
            assertThat(ids(ledger.takeOver(LATER.minusMillis(1), LATER, 10).join()))
                    .doesNotContain("5-retrying");
            List<StoredHandover> due =
                    ledger.takeOver(LATER, LATER.plusSeconds(30), 10).join();
            assertThat(ids(due)).contains("5-retrying");
            assertThat(ledger.find(CLIENT, "5-retrying")
                            .orElseThrow()
                            .handover()
                            .fallback())
                    .containsExactly("msc-nl", "log");
        }
    }

    private static List<String> ids(List<StoredHandover> found) {
        return found.stream().map(stored -> stored.handover().id()).toList();
    }

    /** As a version of that time left it: one of each state, all told but the last word about the failed one. */
    private void filledBy(String version) throws SQLException {
        Flyway.configure()
                .dataSource(source())
                .locations("classpath:db/migration")
                .placeholders(Map.of("identity", dialect().identity))
                .target(version)
                .load()
                .migrate();
        long lease = NOON.plusSeconds(30).toEpochMilli();
        insert("1-requested", "requested", true, 1, lease, null);
        insert("2-delivering", "delivering", true, 2, lease, null);
        insert("3-accepted", "accepted", true, 3, null, "{\"externalRefs\":{\"conversationId\":\"gc-1\"}}");
        insert(
                "4-failed",
                "failed",
                false,
                3,
                null,
                "{\"failure\":{\"class\":\"try_again\",\"code\":\"http_503\",\"reason\":\"busy\"}}");
        run("UPDATE handover_event SET published = 0 WHERE handover_id = '4-failed' AND sequence = 3");
    }

    private void insert(
            String id, String state, boolean open, int sequence, @Nullable Long lease, @Nullable String outcome)
            throws SQLException {
        long noon = NOON.toEpochMilli();
        run(INSERT, id, "key-" + id, "c-" + id, state, open ? 1 : 0, sequence, noon, noon, lease, outcome);
        List<String> states = List.of("requested", "delivering", state);
        for (int i = 1; i <= sequence; i++) {
            run(EVENT, id, i, states.get(i - 1), noon, 1);
        }
    }

    private void run(String sql, @Nullable Object... parameters) throws SQLException {
        try (Connection connection = source().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            Session.bind(statement, parameters);
            statement.executeUpdate();
        }
    }
}
