package dev.baton.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("conversation", "customer", "context", "id", "sipCallId", "to");

    @ParameterizedTest
    @CsvSource({
        "conversatoin, conversation",
        "Conversation, conversation",
        "converation, conversation",
        "costumer, customer",
        "sip_call_id, sipCallId",
        "SIP-Call-ID, sipCallId",
        "contxt, context",
        "di,",
        "x,",
        "consumption,",
        "'',",
        "---,",
    })
    void theNearestKnownWordIsFoundWithinAThirdOfItsLength(String word, String nearest) {
        assertThat(Nearest.to(word, KNOWN)).isEqualTo(nearest);
    }

    @Test
    void aSwapOfNeighboursIsOneStep() {
        assertThat(Nearest.distance("agnet", "agent")).isEqualTo(1);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void aVeryLongWordIsNotCompared() {
        assertThat(Nearest.to("x".repeat(1_000_000), List.of("x".repeat(999_999))))
                .isNull();
    }
}
