package dev.baton.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.handover.HandoverEvent;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.Handovers;
import dev.baton.ledger.Ledger.LedgerEvent;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void an_event_is_one_line_in_the_cloudevents_form() throws IOException {
        String text = CloudEvents.line(entry("conversation-7")).text();
        assertThat(text).doesNotContain("\n");
        assertThat(MAPPER.readTree(text))
                .isEqualTo(
                        MAPPER.readTree(
                                """
                {"specversion": "1.0", "id": "h-2", "source": "/baton", "type": "dev.baton.handover.delivering.v1",
                 "subject": "h", "time": "2026-03-01T12:00:00Z", "datacontenttype": "application/json",
                 "data": {"sequence": 2, "state": "delivering", "conversationId": "conversation-7", "client": "bot",
                          "target": "genesys-eu"}}"""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo@example.com",
                "+31612345678",
                "0031 6 1234 5678",
                "(020) 123-4567",
                "whatsapp:+31612345678",
                "tel:0612345678",
                "whatsapp:+31612345678:bot-4",
                "1234567"
            })
    void a_conversation_named_after_a_person_is_hashed(String conversation) throws IOException {
        assertThat(logged(conversation)).matches("sha256:[0-9a-f]{16}").isEqualTo(logged(conversation));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c-1",
                "123456",
                "conversation-1234567",
                "11111111-1111-4111-8111-111111111111",
                "01ARZ3NDEKTSV4RRFFQ69G5FAV"
            })
    void any_other_conversation_keeps_its_name(String conversation) throws IOException {
        assertThat(logged(conversation)).isEqualTo(conversation);
    }

    private static String logged(String conversation) throws IOException {
        return MAPPER.readTree(CloudEvents.line(entry(conversation)).text())
                .at("/data/conversationId")
                .textValue();
    }

    private static LedgerEvent entry(String conversation) {
        HandoverEvent event = new HandoverEvent(
                "h",
                2,
                HandoverState.DELIVERING,
                Instant.parse("2026-03-01T12:00:00Z"),
                Handovers.object().put("target", "genesys-eu").put("state", "not this one"));
        return new LedgerEvent(1, "bot", conversation, event);
    }
}
