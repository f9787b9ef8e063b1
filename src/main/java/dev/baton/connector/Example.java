package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.source.SourceYaml;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An executable example of a connector: what a handover becomes at the vendor, and what the vendor's answers become.
 *
 * @param file path inside the connector's folder
 * @param source the file, to say where something is
 * @param exchange the calls in order, each with the vendor's answer
 * @param receipt what the delivery adds to the receipt; absent when the example shows a failure
 * @param events what the vendor says of its own accord
 * @param failure class and code of the failure; absent when the example shows a success
 * @param asks whether the example is about asking the target if anybody is there; its handover is empty then
 * @param availability what the target says then; absent when the example shows a failure
 * @param operation what is done at the target instead of handing over; absent when it is something else
 * @param order what the operation's first mapping gets
 */
public record Example(
        String file,
        String title,
        SourceYaml source,
        ObjectNode handover,
        ObjectNode settings,
        List<Call> exchange,
        @Nullable JsonNode receipt,
        @Nullable JsonNode failure,
        List<Event> events,
        boolean asks,
        @Nullable JsonNode availability,
        @Nullable Operation operation,
        ObjectNode order) {

    /** A request of the vendor, and what the connector understands. */
    public record Event(JsonNode request, JsonNode expect) {}

    /** One request to the vendor and its answer, as the example file writes them. */
    public record Call(JsonNode request, JsonNode response) {}
}
