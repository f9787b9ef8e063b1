package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.Connector;
import dev.baton.connector.Example;
import dev.baton.connector.VendorEvent;
import dev.baton.connector.VendorEvents;
import dev.baton.mapping.MappingException;
import dev.baton.source.SourceError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Runs the events of an example and tells every difference between what it says and what is understood. */
final class EventProof {

    private final Connector connector;
    private final JsonNode settings;
    private final Instant now;

    EventProof(Connector connector, JsonNode settings, Instant now) {
        this.connector = connector;
        this.settings = settings;
        this.now = now;
    }

    void compare(List<Example.Event> events, Differences differences) {
        VendorEvents understood = connector.events();
        for (int i = 0; understood != null && i < events.size(); i++) {
            String place = "/events/" + i + "/expect";
            try {
                JsonNode mapped = understood.map(request(events.get(i).request()), settings, now);
                differences.compare(place, events.get(i).expect(), mapped);
                VendorEvent.check(mapped)
                        .forEach(violation -> differences.add(
                                place, "at " + violation.pointer() + " " + SourceError.describe(violation)));
            } catch (MappingException e) {
                differences.add(place, "found a failure (" + e.getMessage() + "), expected this");
            }
        }
    }

    private static ObjectNode request(JsonNode written) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode headers = request.putObject("headers");
        written.path("headers")
                .properties()
                .forEach(header -> headers.set(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        request.putObject("query").setAll(object(written.path("query")));
        request.set("body", written.has("body") ? written.path("body") : JsonNodeFactory.instance.nullNode());
        return request;
    }

    private static ObjectNode object(JsonNode node) {
        return node instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }
}
