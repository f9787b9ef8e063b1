package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.mapping.MappingException;
import dev.baton.schema.Violation;
import java.time.Instant;
import java.util.List;

/**
 * What a connector made of something that its vendor said.
 *
 * @param events none when it is of no concern, or could not be understood
 * @param problem why it could not be understood; empty when it was
 */
public record Understood(List<VendorEvent> events, String problem) {

    /**
     * @param said as {@link VendorEvents#map} takes it
     * @param settings of the target, without secrets
     */
    public static Understood of(VendorEvents understanding, JsonNode said, JsonNode settings, Instant now) {
        try {
            JsonNode mapped = understanding.map(said, settings, now);
            List<Violation> violations = VendorEvent.check(mapped);
            return violations.isEmpty()
                    ? new Understood(VendorEvent.read(mapped), "")
                    : not(violations.get(0).pointer() + ": expected "
                            + violations.get(0).expected());
        } catch (MappingException e) {
            return not(String.valueOf(e.getMessage()));
        }
    }

    private static Understood not(String problem) {
        return new Understood(List.of(), problem);
    }
}
