package dev.baton.catalog;

import dev.baton.connector.Availability;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last answer of a target as {@code /actuator/connectors} shows it. */
final class AvailabilityView {

    private AvailabilityView() {}

    static Map<String, Object> of(Presence presence) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("answer", presence.answer());
        Availability availability = presence.availability();
        if (availability != null && availability.reason() != null) {
            shown.put("reason", availability.reason());
        }
        if (availability != null && availability.opensAt() != null) {
            shown.put("opensAt", availability.opensAt());
        }
        if (presence.problem() != null) {
            shown.put("problem", presence.problem());
        }
        shown.put("at", presence.at());
        return shown;
    }
}
