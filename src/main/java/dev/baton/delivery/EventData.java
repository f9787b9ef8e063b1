package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.Handover;

/** The data of the event that a step of a delivery leaves in the ledger. */
final class EventData {

    private EventData() {}

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
