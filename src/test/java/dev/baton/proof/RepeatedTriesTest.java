package dev.baton.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.support.ShippedConnectors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a vendor can make of a handover that comes to it a second time. */
class RepeatedTriesTest {

    private static final Instant LATER = ModelDelivery.NOW.plus(Duration.ofMinutes(5));

    @ParameterizedTest
    @MethodSource("idempotent")
    void whereARepetitionDoesNoHarmEveryTryIsTheSame(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            assertThat(calls(delivery, ModelDelivery.HANDOVER_ID, LATER))
                    .isEqualTo(calls(delivery, ModelDelivery.HANDOVER_ID, ModelDelivery.NOW));
        }
    }

    @ParameterizedTest
    @MethodSource("withAnIdOfOurs")
    void theVendorCanTellHandoversApart(String id) {
        try (ModelDelivery delivery = new ModelDelivery(id)) {
            assertThat(calls(delivery, "01JD0000000000000000000001", ModelDelivery.NOW))
                    .isNotEqualTo(calls(delivery, ModelDelivery.HANDOVER_ID, ModelDelivery.NOW));
        }
    }

    static Stream<String> idempotent() {
        return ModelDelivery.callers().filter(id -> ShippedConnectors.get(id).idempotent());
    }

    /** The router's own chats have an id already, and its call has no place for another one. */
    static Stream<String> withAnIdOfOurs() {
        return ModelDelivery.callers().filter(id -> !id.equals("msc-text"));
    }

    private static List<RecordedCall> calls(ModelDelivery delivery, String handoverId, Instant now) {
        ObjectNode handover = delivery.model().handover();
        return delivery.deliver(handover, delivery.answers(), handoverId, now).calls();
    }
}
