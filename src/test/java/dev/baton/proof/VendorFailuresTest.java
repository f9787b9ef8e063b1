package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a vendor answers to whichever of a connector's calls, it is told who has to act. */
class VendorFailuresTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FailureClass MUST_ACT = FailureClass.INTEGRATOR_MUST_ACT;
    private static final FailureClass AGAIN = FailureClass.TRY_AGAIN;

    private record Expected(int status, FailureClass failureClass, String code) {

        /** What could be tried again is not, once that would make something twice. */
        FailureClass at(int call, ModelDelivery delivery) {
            return failureClass == AGAIN && delivery.isAfterCreation(call) ? FailureClass.UNKNOWN : failureClass;
        }
    }

    private static final List<Expected> ANSWERS = List.of(
            new Expected(400, MUST_ACT, "rejected"),
            new Expected(403, MUST_ACT, "forbidden"),
            new Expected(404, MUST_ACT, "not_found"),
            new Expected(405, MUST_ACT, "rejected"),
            new Expected(408, AGAIN, "unavailable"),
            new Expected(409, MUST_ACT, "rejected"),
            new Expected(412, MUST_ACT, "rejected"),
            new Expected(413, MUST_ACT, "rejected"),
            new Expected(415, MUST_ACT, "rejected"),
            new Expected(422, MUST_ACT, "rejected"),
            new Expected(429, AGAIN, "rate_limited"),
            new Expected(500, AGAIN, "unavailable"),
            new Expected(502, AGAIN, "unavailable"),
            new Expected(503, AGAIN, "unavailable"),
            new Expected(504, AGAIN, "unavailable"));

    @ParameterizedTest
    @MethodSource("dev.baton.proof.ModelDelivery#callers")
    void everyRefusalOfEveryCallHasItsClassAndEndsTheDelivery(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            for (int call = 0; call < delivery.answers().size(); call++) {
                for (Expected expected : ANSWERS) {
                    Trial.Result result = fails(delivery, call, answer(expected.status()));

                    assertThat(failure(result))
                            .as("call %s answered with %s", call, expected.status())
                            .extracting(Failure::failureClass, Failure::code)
                            .containsExactly(expected.at(call, delivery), expected.code());
                    assertThat(result.calls()).hasSize(call + 1);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.baton.proof.ModelDelivery#callers")
    void theTimeThatATargetAsksForIsKept(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            for (int call = 0; call < delivery.answers().size(); call++) {
                for (int status : List.of(429, 503)) {
                    Trial.Result result = fails(delivery, call, answer(status));

                    assertThat(failure(result).retryAfter())
                            .as("call %s answered with %s", call, status)
                            .isEqualTo(delivery.isAfterCreation(call) ? null : Duration.ofSeconds(7));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.baton.proof.ModelDelivery#callers")
    void aLastCallWithoutAnAnswerIsRepeatedOnlyWhereThatDoublesNothing(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            int last = delivery.answers().size() - 1;
            Trial.Result result = fails(delivery, last, JSON.createObjectNode().put("fault", "timeout"));

            assertThat(failure(result).failureClass())
                    .isEqualTo(delivery.connector().idempotent() ? AGAIN : FailureClass.UNKNOWN);
            assertThat(failure(result).code()).isEqualTo("timeout");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.baton.proof.ModelDelivery#callers")
    void aRefusedCredentialNeedsTheIntegrator(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            for (int call = 0; call < delivery.answers().size(); call++) {
                // The one token that is asked for again is refused as well.
                JsonNode token = delivery.answers().get(Math.max(0, delivery.tokenCall()));
                Trial.Result result = fails(delivery, call, answer(401), token, answer(401));

                assertThat(failure(result))
                        .extracting(Failure::failureClass, Failure::code)
                        .containsExactly(MUST_ACT, "unauthorized");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tokenUsers")
    void aTokenThatEndsInMidFlightIsRenewedOnceAndTheDeliveryGoesOn(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            List<JsonNode> answers = delivery.answers();
            JsonNode token = answers.get(delivery.tokenCall());
            for (int call = delivery.tokenCall() + 1; call < answers.size(); call++) {
                List<JsonNode> met = new ArrayList<>(answers.subList(0, call));
                met.add(answer(401));
                met.add(((ObjectNode) token.deepCopy()).set("body", renewed(token)));
                met.addAll(answers.subList(call, answers.size()));

                Trial.Result result = delivery.deliver(delivery.model().handover(), met);

                assertThat(result.failure()).isNull();
                assertThat(result.calls()).hasSize(answers.size() + 2);
                RecordedCall refused = result.calls().get(call);
                RecordedCall again = result.calls().get(call + 2);
                assertThat(again.body()).isEqualTo(refused.body());
                assertThat(authorization(again))
                        .contains("renewed")
                        .isEqualTo(authorization(refused)
                                .replace(token.at("/body/access_token").asText(), "renewed"));
            }
        }
    }

    /** The connectors that ask for a token with a form. */
    static Stream<String> tokenUsers() {
        return ModelDelivery.callers().filter(id -> {
            try (ModelDelivery delivery = new ModelDelivery(id)) {
                return delivery.tokenCall() >= 0;
            }
        });
    }

    private static Trial.Result fails(ModelDelivery delivery, int call, JsonNode... answers) {
        List<JsonNode> met = new ArrayList<>(delivery.answers().subList(0, call));
        met.addAll(List.of(answers));
        return delivery.deliver(delivery.model().handover(), met);
    }

    private static Failure failure(Trial.Result result) {
        Failure failure = result.failure();
        if (failure == null) {
            throw new AssertionError("found the receipt " + result.receipt() + ", expected a failure");
        }
        return failure;
    }

    private static String authorization(RecordedCall call) {
        return call.headers().getOrDefault("authorization", "");
    }

    private static ObjectNode answer(int status) {
        ObjectNode answer = JSON.createObjectNode().put("status", status);
        answer.putObject("headers").put("Retry-After", "7");
        return answer;
    }

    private static JsonNode renewed(JsonNode answer) {
        return ((ObjectNode) answer.path("body").deepCopy()).put("access_token", "renewed");
    }
}
