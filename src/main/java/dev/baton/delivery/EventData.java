package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.Handover;

/** What a step of a delivery leaves in the ledger: the data of its event, and what a failure adds to the receipt. */
final class EventData {

    private EventData() {}

    static ObjectNode outcome(Failure failure) {
        ObjectNode outcome = JsonNodeFactory.instance.objectNode();
        ObjectNode shown = outcome.putObject("failure")
                .put("class", failure.failureClass().wireName())
                .put("code", failure.code())
                .put("reason", failure.reason());
        if (failure.retryAfter() != null) {
            shown.put("retryAfterSeconds", failure.retryAfter().toSeconds());
        }
        return outcome;
    }

    static ObjectNode event(Handover handover, Failure failure) {
        return event(handover)
                .put("failureClass", failure.failureClass().wireName())
                .put("code", failure.code());
    }

    static ObjectNode event(Handover handover) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("target", handover.target());
        event.put("connector", handover.connector());
        event.put("channel", handover.channel().wireName());
        return event;
    }
}
