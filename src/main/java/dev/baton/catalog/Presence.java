package dev.baton.catalog;

import dev.baton.connector.Availability;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about whether anybody is there at a target.
 *
 * @param availability what the target said; absent when it could not be asked
 * @param problem why it could not be asked, a short code; absent when it could
 */
public record Presence(@Nullable Availability availability, @Nullable String problem, Instant at) {

    static Presence of(Availability availability, Instant at) {
        return new Presence(availability, null, at);
    }

    static Presence unknown(String problem, Instant at) {
        return new Presence(null, problem, at);
    }

    /** The label of metrics: {@code open}, {@code closed} or {@code unknown}. */
    public String answer() {
        if (availability == null) {
            return "unknown";
        }
        return availability.open() ? "open" : "closed";
    }
}
