package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.handover.HandoverState;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import dev.baton.vendor.ToldFailureException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event of a target says about one handover. Either the handover's id or a reference is there.
 *
 * @param state absent when the event says nothing about it
 * @param externalRefs texts by name; empty for none
 * @param failure why, when the handover failed or ended before the target had confirmed that it has it
 * @param detail a word for the history; no words of a person
 */
public record VendorEvent(
        @Nullable String handoverId,
        @Nullable Reference reference,
        @Nullable HandoverState state,
        ObjectNode externalRefs,
        @Nullable Failure failure,
        @Nullable String detail) {

    private static final SchemaCheck SCHEMA = SchemaCheck.ofResource("schemas/events.schema.json");

    /** What the target calls the handover, or a part of it. */
    public record Reference(String name, String value) {}

    /** Everything that is wrong with what a mapping of events made. */
    public static List<Violation> check(JsonNode mapped) {
        return SCHEMA.check(mapped);
    }

    /** @param mapped in which nothing is wrong */
    public static List<VendorEvent> read(JsonNode mapped) {
        List<VendorEvent> events = new ArrayList<>();
        mapped.forEach(entry -> events.add(one(entry)));
        return List.copyOf(events);
    }

    private static VendorEvent one(JsonNode entry) {
        var reference = entry.path("externalRef").properties().stream()
                .map(member -> new Reference(member.getKey(), member.getValue().asText()))
                .findFirst();
        return new VendorEvent(
                text(entry, "handoverId"),
                reference.orElse(null),
                entry.has("state") ? HandoverState.of(entry.path("state").asText()) : null,
                entry.path("externalRefs") instanceof ObjectNode refs ? refs : JsonNodeFactory.instance.objectNode(),
                entry.has("failure") ? ToldFailureException.read(entry.path("failure")) : null,
                text(entry, "detail"));
    }

    private static @Nullable String text(JsonNode entry, String name) {
        return entry.has(name) ? entry.path(name).asText() : null;
    }
}
