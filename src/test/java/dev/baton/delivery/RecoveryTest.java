package dev.baton.delivery;

import static dev.baton.ledger.Handovers.object;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.handover.Channel;
import dev.baton.handover.Handover;
import dev.baton.ledger.Claim;
import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import dev.baton.support.SteadyDesk;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway finds far more in its ledger than its lanes hold. */
class RecoveryTest {

    /** Not so long ago that it would be forgotten. */
    private final Instant then = Clock.systemUTC().instant();

    @TempDir
    Path folder;

    private SteadyDesk works;
    private SteadyDesk hangs;

    @BeforeEach
    void open() throws Exception {
        works = new SteadyDesk(Duration.ZERO);
        hangs = new SteadyDesk(Duration.ofMinutes(5));
    }

    @AfterEach
    void close() {
        works.close();
        hangs.close();
    }

    @Test
    void whatIsForATargetThatHangsDoesNotStandBeforeWhatIsForOthers() throws Exception {
        leftBehind("hangs", 4_000);
        leftBehind("works", 100);
        try (GatewayUnderTest gateway = gateway()) {
            await().atMost(Duration.ofSeconds(20)).until(() -> works.handovers().size() == 100);
            assertThat(gateway.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void newOnesNeedNotWaitUntilAllThatWasLeftBehindIsDelivered() throws Exception {
        leftBehind("works", 4_000);
        works.close();
        works = new SteadyDesk(Duration.ofMillis(200));
        try (GatewayUnderTest gateway = gateway("--baton.delivery.at-once=20")) {
            await().until(() -> works.handovers().size() > 100);
            assertThat(gateway.post(Messages.with("\"target\": \"works\""), "Prefer", "wait=20")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(works.handovers()).hasSizeLessThan(3_000);
        }
    }

    @Test
    void allThatWasLeftBehindIsDelivered() throws Exception {
        leftBehind("works", 3_000);
        try (GatewayUnderTest gateway = gateway()) {
            await().atMost(Duration.ofSeconds(60)).until(() -> works.handovers().size() == 3_000);
            assertThat(gateway.get("/actuator/health").statusCode()).isEqualTo(200);
        }
    }

    private GatewayUnderTest gateway(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--baton.connectors=" + FallbackDesks.connectors(folder));
        arguments.add("--baton.http.response-timeout=60000");
        return GatewayUnderTest.start(
                folder,
                "targets:\n" + works.target("works", "") + hangs.target("hangs", ""),
                arguments.toArray(String[]::new));
    }

    private void leftBehind(String target, int number) throws Exception {
        try (SqlLedger ledger = Ledgers.sqlite(folder.resolve("data"))) {
            List<CompletableFuture<Claim>> claims = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                claims.add(ledger.claim(handover(target), then.plusSeconds(30)));
            }
            for (CompletableFuture<Claim> claim : claims) {
                assertThat(claim.join()).isInstanceOf(Claim.Stored.class);
            }
        }
    }

    private Handover handover(String target) throws Exception {
        ObjectNode message = (ObjectNode) json(Messages.minimal());
        return new Handover(
                UlidCreator.getMonotonicUlid().toString(),
                "local",
                null,
                "f".repeat(64),
                Channel.TEXT,
                message.at("/conversation/id").asText(),
                "story",
                target,
                "desk",
                List.of(),
                message,
                object().put("target", target),
                then);
    }
}
