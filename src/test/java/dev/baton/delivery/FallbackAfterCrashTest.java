package dev.baton.delivery;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.baton.ledger.Handovers.object;
import static dev.baton.support.GatewayUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.ulid.UlidCreator;
import dev.baton.handover.Channel;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.handover.Handover;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Ledgers;
import dev.baton.ledger.Reroute;
import dev.baton.ledger.SqlLedger;
import dev.baton.ledger.Transition;
import dev.baton.support.FallbackDesks;
import dev.baton.support.GatewayUnderTest;
import dev.baton.support.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A gateway finds in its ledger what one before it left behind at every moment of a fallback, and goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FallbackAfterCrashTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Failure AWAY = new Failure(FailureClass.TRY_AGAIN, "unavailable", "away", null);

    private final FallbackDesks desks = new FallbackDesks();
    private GatewayUnderTest gateway;
    private String switched;
    private String inCall;
    private String inCallThatMayBeRepeated;
    private String atTargetThatIsGone;
    private String beforeTargetThatIsGone;

    @BeforeAll
    void startAfterACrash(@TempDir Path folder) throws Exception {
        desks.answers("busy", aResponse().withStatus(503));
        desks.answers("calm-busy", aResponse().withStatus(503));
        try (SqlLedger ledger = Ledgers.sqlite(folder.resolve("data"))) {
            switched = rerouted(ledger, "second", "desk", "third");
            inCall = calling(ledger, rerouted(ledger, "third", "desk", "second"));
            inCallThatMayBeRepeated = calling(ledger, rerouted(ledger, "calm-busy", "calm-desk", "fourth"));
            atTargetThatIsGone = claimed(ledger, "gone", "fifth").id();
            beforeTargetThatIsGone = claimed(ledger, "busy", "gone", "sixth").id();
        }
        String targets = "targets:\n"
                + desks.target("first", "desk", "")
                + desks.target("second", "desk", "")
                + desks.target("third", "desk", "")
                + desks.target("fourth", "desk", "")
                + desks.target("fifth", "desk", "")
                + desks.target("sixth", "desk", "")
                + desks.target("busy", "desk", "")
                + desks.target("calm-busy", "calm-desk", "");
        gateway = GatewayUnderTest.start(folder, targets, "--baton.connectors=" + FallbackDesks.connectors(folder));
    }

    @AfterAll
    void stop() {
        gateway.close();
        desks.close();
    }

    @Test
    void whatHadSwitchedIsDeliveredOnceToItsNewTargetAndTheStoryIsWhole() throws Exception {
        ObjectNode receipt = end(switched);

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("target").asText()).isEqualTo("second");
        assertThat(receipt.path("attempts"))
                .extracting(attempt -> attempt.path("target").asText())
                .containsExactly("first", "second");
        assertThat(desks.calls("second")).hasSize(1);
        assertThat(desks.calls("first")).isEmpty();
    }

    @Test
    void aCallThatMayHaveArrivedDoesNotGoOn() throws Exception {
        ObjectNode receipt = end(inCall);

        assertThat(receipt.at("/failure/code").asText()).isEqualTo("interrupted");
        assertThat(receipt.path("target").asText()).isEqualTo("third");
        assertThat(receipt.path("attempts"))
                .extracting(attempt -> attempt.path("code").asText())
                .containsExactly("unavailable", "interrupted");
        assertThat(desks.calls("third")).isEmpty();
    }

    @Test
    void aRepeatedCallThatFailsDoesNotGoOnBecauseTheFirstMayHaveArrived() throws Exception {
        ObjectNode receipt = end(inCallThatMayBeRepeated);

        assertThat(receipt.path("state").asText()).isEqualTo("failed");
        assertThat(receipt.at("/failure/code").asText()).isEqualTo("unavailable");
        assertThat(desks.calls("calm-busy")).hasSize(1);
        assertThat(desks.calls("fourth")).isEmpty();
    }

    @Test
    void whatWaitsForATargetThatIsGoneGoesOn() throws Exception {
        ObjectNode receipt = end(atTargetThatIsGone);

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("target").asText()).isEqualTo("fifth");
        assertThat(receipt.at("/attempts/0/outcome").asText()).isEqualTo("skipped");
        assertThat(receipt.at("/attempts/0/code").asText()).isEqualTo("target_unusable");
    }

    @Test
    void aFallbackThatIsGoneMeanwhileIsPassedOver() throws Exception {
        ObjectNode receipt = end(beforeTargetThatIsGone);

        assertThat(receipt.path("state").asText()).isEqualTo("accepted");
        assertThat(receipt.path("attempts"))
                .extracting(attempt -> attempt.path("target").asText() + " "
                        + attempt.path("outcome").asText())
                .containsExactly("busy failed", "gone skipped", "sixth accepted");
    }

    private ObjectNode end(String id) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> json(gateway.get("/handovers/" + id)), receipt -> Set.of("accepted", "failed")
                        .contains(receipt.path("state").asText()));
    }

    private static Handover claimed(SqlLedger ledger, String target, String... fallback) throws Exception {
        ObjectNode message = (ObjectNode) json(Messages.minimal());
        Handover handover = new Handover(
                UlidCreator.getMonotonicUlid().toString(),
                "local",
                null,
                "f".repeat(64),
                Channel.TEXT,
                message.at("/conversation/id").asText(),
                "story",
                target,
                "desk",
                List.of(fallback),
                message,
                object().put("target", target),
                NOW);
        ledger.claim(handover, NOW.plusSeconds(30)).join();
        return handover;
    }

    /** Not taken by the first, and given to another one: then the process died. */
    private static String rerouted(SqlLedger ledger, String to, String connector, String next) throws Exception {
        Handover handover = claimed(ledger, "first", to, next);
        ledger.reroute(
                        handover,
                        new Transition(
                                Set.of(HandoverState.REQUESTED),
                                HandoverState.RETRYING,
                                NOW,
                                object(),
                                Story.of(null).failed("first", AWAY, NOW).soFar(),
                                NOW.plusSeconds(30)),
                        new Reroute(to, connector, List.of(next)))
                .join();
        return handover.id();
    }

    /** The process died in the call. */
    private static String calling(SqlLedger ledger, String id) {
        ledger.move(
                        id,
                        new Transition(
                                Set.of(HandoverState.RETRYING),
                                HandoverState.DELIVERING,
                                NOW,
                                object(),
                                null,
                                NOW.plusSeconds(30)))
                .join();
        return id;
    }
}
