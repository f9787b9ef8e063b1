package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipUri;
import dev.baton.support.ShippedConnectors;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the connectors that move calls make of handovers and of answers. */
class VoiceConnectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HANDOVERS = Integer.getInteger("baton.handovers", 200);
    private static final Set<String> REFUSALS = Set.of(
            "number_not_allowed",
            "uri_not_allowed",
            "malformed_uri",
            "malformed_number",
            "impossible_number",
            "costly_number",
            "incomplete_call");

    @ParameterizedTest
    @ValueSource(strings = {"voice-forward", "voice-redirect"})
    void whateverABotSendsACallGoesWhereItMayOrNowhere(String id) throws Exception {
        Connector connector = ShippedConnectors.get(id);
        int moved = 0;
        for (Stage stage : Stage.of(connector)) {
            for (long seed = 1; seed <= HANDOVERS; seed++) {
                ObjectNode handover = new AnyHandover(seed, (int) (seed % 3)).next();
                complete(handover, seed);
                Trial.Result result = stage.deliver(handover);
                if (result.failure() != null) {
                    assertThat(result.failure().code())
                            .as("seed %d: %s", seed, result.failure())
                            .isIn(REFUSALS);
                    assertThat(result.calls()).isEmpty();
                } else {
                    moved++;
                    assertThat(result.calls()).hasSize(1);
                    check(result.calls().get(0));
                }
            }
            stage.close();
        }
        assertThat(moved).isGreaterThan(HANDOVERS / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INTEGRATOR_MUST_ACT, unsupported",
        "401, INTEGRATOR_MUST_ACT, not_authenticated",
        "403, CLOSED, declined",
        "404, INTEGRATOR_MUST_ACT, bad_number",
        "405, INTEGRATOR_MUST_ACT, unsupported",
        "407, INTEGRATOR_MUST_ACT, not_authenticated",
        "408, UNKNOWN, unknown",
        "420, INTEGRATOR_MUST_ACT, unsupported",
        "429, INTEGRATOR_MUST_ACT, identity_needed",
        "480, CLOSED, no_answer",
        "481, CLOSED, call_gone",
        "486, CLOSED, busy",
        "500, TRY_AGAIN, unavailable",
        "501, INTEGRATOR_MUST_ACT, unsupported",
        "503, TRY_AGAIN, unavailable",
        "504, UNKNOWN, unknown",
        "600, CLOSED, busy",
        "603, CLOSED, declined",
        "604, INTEGRATOR_MUST_ACT, bad_number"
    })
    void everyRefusalOfAReferTellsWhoMustAct(int status, FailureClass failureClass, String code) {
        try (ModelDelivery delivery = new ModelDelivery("voice-forward")) {
            Trial.Result result = delivery.deliver(
                    delivery.model().handover(), List.of(JSON.createObjectNode().put("status", status)));

            assertThat(result.failure())
                    .extracting(Failure::failureClass, Failure::code)
                    .containsExactly(failureClass, code);
        }
    }

    @Test
    void aBorrowedDialogNeedsWhatOnlyItsOwnerKnows() throws Exception {
        Connector connector = ShippedConnectors.get("voice-forward");
        ObjectNode settings =
                connector.model().orElseThrow().settings().deepCopy().put("dialogMode", "borrowed");
        try (SettledStage stage = new SettledStage(connector, settings)) {
            ObjectNode handover = connector.model().orElseThrow().handover().deepCopy();
            assertThat(stage.deliver(handover).failure())
                    .extracting(Failure::code)
                    .isEqualTo("incomplete_call");

            handover.withObject("/voice")
                    .put("localUri", "sip:bot@10.0.0.7")
                    .put("remoteUri", "sip:caller@sbc.example.net")
                    .put("remoteTarget", "sip:caller@10.0.0.9:5060")
                    .put("cseq", 70_000);
            Trial.Result result = stage.deliver(handover);
            assertThat(result.failure()).isNull();
            assertThat(result.calls().get(0).headers()).doesNotContainKey("target-dialog");
        }
    }

    private static void complete(ObjectNode handover, long seed) {
        ObjectNode voice = handover.withObject("/voice");
        handover.withObject("/conversation").put("channel", "voice");
        if (seed % 2 == 0) {
            voice.put("sipCallId", "9f2c@sbc.example.net")
                    .put("localTag", "botA1")
                    .put("remoteTag", "sbcZ9");
        }
        if (seed % 4 == 0) {
            voice.remove(List.of("sipTarget", "phoneNumber"));
        } else if (seed % 4 == 2) {
            voice.remove("sipTarget");
            voice.put("phoneNumber", "+4930" + (900_000 + seed));
        }
    }

    private static void check(RecordedCall call) throws Exception {
        call.headers().values().forEach(value -> assertThat(value).matches("[ -~]*"));
        String where = call.headers().containsKey("refer-to")
                ? Objects.requireNonNull(call.headers().get("refer-to"))
                : Objects.requireNonNull(call.headers().get("contact"));
        SipUri uri = (SipUri) NameAddr.parse(where).uri();
        assertThat(uri.host()).isEqualTo("sbc.example.net");
        assertThat(uri.userText()).startsWith("+4930");
        uri.headers().forEach(header -> assertThat(header.name().toLowerCase(Locale.ROOT))
                .isEqualTo("user-to-user"));
    }
}
