package dev.baton.action;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Handovers;
import dev.baton.ledger.Ledger;
import dev.baton.ledger.Transition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a handover changed at its target is taken back when the conversation comes back.
 *
 * <p>Behaviour 43.
 */
class UndoFlowTest {

    private static ActionDesk desk;

    private final String conversation = "c-" + UUID.randomUUID();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        desk = new ActionDesk(folder, "other: {text: genesys-eu}");
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @BeforeEach
    void allIsWell() {
        desk.desks.reset();
    }

    @ParameterizedTest
    @EnumSource(names = {"RETURNED", "CANCELLED", "EXPIRED"})
    void the_bot_has_the_chat_again(HandoverState end) throws Exception {
        String id = accepted();
        assertThat(desk.receipt(id).has("undo")).isFalse();

        Assigned.to(desk, id, end);

        JsonNode undo = undone(id, "done");
        assertThat(undo.path("by").asText()).isEqualTo("msc-nl");
        assertThat(undo.path("tries").asInt()).isOne();
        assertThat(mutations()).hasSize(2);
        JsonNode back = ActionDesk.body(mutations().get(1)).path("mutations");
        assertThat(back).hasSize(1);
        assertThat(back.at("/0/action").asText()).isEqualTo("Enable");
        assertThat(back.at("/0/targetAdapterId").asText()).isEqualTo("bbbbbbbb-0000-4000-8000-000000000002");
        assertThat(desk.receipt(id).path("history").findValuesAsText("act")).containsExactly("action_done");
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED"})
    void what_ended_well_stays_as_it_is(HandoverState end) throws Exception {
        String id = accepted();

        Assigned.to(desk, id, end);

        await().during(Duration.ofMillis(1200)).until(() -> mutations().size() == 1);
        assertThat(desk.receipt(id).has("undo")).isFalse();
    }

    @Test
    void a_router_that_is_away_is_asked_again() throws Exception {
        String id = accepted();
        desk.answers("msc-text", "/.*", aResponse().withStatus(503));
        Assigned.to(desk, id, HandoverState.RETURNED);
        desk.receipt(id, receipt -> receipt.at("/undo/tries").asInt() > 0);
        desk.desks.reset();

        assertThat(undone(id, "done").path("tries").asInt()).isGreaterThan(1);
    }

    /** A late undo would let the bot talk beside the human who has the conversation by then. */
    @Test
    void a_conversation_that_is_handed_over_again_meanwhile_stays_with_the_human() throws Exception {
        String id = accepted();
        desk.answers("msc-text", "/.*", aResponse().withStatus(503));
        Assigned.to(desk, id, HandoverState.RETURNED);
        desk.receipt(id, receipt -> receipt.at("/undo/tries").asInt() > 0);
        desk.desks.reset();
        accepted();

        undone(id, "done");

        JsonNode last = ActionDesk.body(mutations().get(mutations().size() - 1));
        assertThat(last.at("/mutations/0/action").asText()).isEqualTo("Disable");
    }

    @Test
    void what_can_not_be_taken_back_is_told_and_the_handover_has_ended_all_the_same() throws Exception {
        String id = accepted();
        desk.answers("msc-text", "/.*", aResponse().withStatus(401));

        Assigned.to(desk, id, HandoverState.CANCELLED);

        JsonNode undo = undone(id, "failed");
        assertThat(undo.path("code").asText()).isEqualTo("unauthorized");
        assertThat(undo.toString()).doesNotContain("canary");
        assertThat(desk.receipt(id).path("state").asText()).isEqualTo("cancelled");
        assertThat(desk.receipt(id).path("history").findValuesAsText("act")).containsExactly("action_failed");
    }

    /** Nothing was changed at the target, so nothing is to be taken back. */
    @Test
    void what_never_got_there_is_not_undone() throws Exception {
        Ledger ledger = desk.gateway.bean(Ledger.class);
        var waiting = waiting();
        ledger.claimWaiting(waiting, Instant.now().plusSeconds(60)).join();
        assertThat(ledger.move(
                                waiting.id(),
                                new Transition(
                                        Set.of(HandoverState.REQUESTED),
                                        HandoverState.CANCELLED,
                                        Instant.now(),
                                        JsonNodeFactory.instance.objectNode(),
                                        null,
                                        null))
                        .join())
                .isPresent();

        assertThat(undone(waiting.id(), "done").path("by").asText()).isEqualTo("baton");
        assertThat(mutations()).isEmpty();
    }

    private dev.baton.handover.Handover waiting() {
        var like = Handovers.handover("local", null, conversation);
        like.message().putObject("conversation").put("id", conversation);
        return new dev.baton.handover.Handover(
                like.id(),
                "local",
                null,
                like.fingerprint(),
                like.channel(),
                conversation,
                null,
                "msc-nl",
                "msc-text",
                List.of(),
                like.message(),
                like.receipt(),
                Instant.now());
    }

    private String accepted() throws Exception {
        return desk.post(
                        conversation,
                        "'target': 'msc-nl', 'customer': {'name': 'Ada Jansen', 'email': 'ada@example.org'}")
                .path("id")
                .asText();
    }

    private static JsonNode undone(String id, String state) {
        return desk.receipt(id, receipt -> receipt.at("/undo/state").asText().equals(state))
                .path("undo");
    }

    private List<LoggedRequest> mutations() {
        return desk.desks.mscCalls().stream()
                .filter(call -> call.getUrl().contains(conversation))
                .toList();
    }
}
