package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Defaults that are made from other settings can be made for every target. */
final class DefaultChecks {

    private final SettingsForm form;
    private final Faults faults;
    private final Set<String> inCircles = new HashSet<>();

    DefaultChecks(SettingsForm form, Faults faults) {
        this.form = form;
        this.faults = faults;
    }

    void check() {
        for (String name : form.names()) {
            Placeholder.in(fallback(name)).forEach(other -> check(name, other));
            circle(name, name, new ArrayList<>(List.of(name)));
        }
    }

    private void check(String name, Placeholder other) {
        String pointer = pointer(name);
        if (!form.has(other.name())) {
            faults.unknown(pointer, other.text(), other.name(), "setting", form.open());
        } else if (form.isSecret(other.name())) {
            faults.atValue(pointer, "found the secret " + other.text() + ", expected a default that shows no secret");
        } else if (!form.alwaysHasValue(other.name())) {
            faults.atValue(
                    pointer,
                    "found " + other.text() + ", which may have no value, expected a setting that is required or has"
                            + " a default");
        }
    }

    private void circle(String start, String name, List<String> way) {
        for (Placeholder next : Placeholder.in(fallback(name))) {
            if (next.name().equals(start) && !inCircles.contains(start)) {
                inCircles.addAll(way);
                faults.atValue(
                        pointer(start),
                        "found a circle (" + String.join(" -> ", way) + " -> " + start
                                + "), expected a default that does not lead back to itself");
            } else if (!way.contains(next.name())) {
                List<String> further = new ArrayList<>(way);
                further.add(next.name());
                circle(start, next.name(), further);
            }
        }
    }

    private String fallback(String name) {
        JsonNode fallback = form.setting(name).path("default");
        return fallback.isTextual() && !form.isSecret(name) ? fallback.asText() : "";
    }

    private static String pointer(String name) {
        return Faults.member(SettingsForm.POINTER + "/properties", name) + "/default";
    }
}
