package dev.baton.connector.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.schema.MetaSchema;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The definition of the settings is a JSON Schema, and one that can work as a form. */
final class DefinitionChecks {

    private static final String ROOT = SettingsForm.POINTER;
    private static final String PROPERTIES = ROOT + "/properties";

    private final SettingsForm form;
    private final Faults faults;

    DefinitionChecks(JsonNode kamelet, Faults faults) {
        this.form = SettingsForm.of(kamelet);
        this.faults = faults;
    }

    void check() {
        for (Violation violation : MetaSchema.check(form.definition())) {
            if (!faults.knows(ROOT + violation.pointer())) {
                faults.violations(ROOT, List.of(violation));
            }
        }
        JsonNode required = form.definition().path("required");
        for (int i = 0; i < required.size(); i++) {
            String name = required.get(i).asText();
            if (!form.has(name)) {
                faults.unknown(ROOT + "/required/" + i, "'" + name + "'", name, "setting", form.names());
            }
        }
        keywords(ROOT, form.definition());
        for (String name : form.names()) {
            secret(name);
            fallback(name);
        }
        new DefaultChecks(form, faults).check();
    }

    /** What can stand at any depth. */
    private void keywords(String pointer, JsonNode schema) {
        for (var member : schema.properties()) {
            String place = Faults.member(pointer, member.getKey());
            JsonNode value = member.getValue();
            if (member.getKey().equals("pattern") && value.isTextual()) {
                pattern(place, value.asText());
            } else if (member.getKey().equals("format") && value.asText().equals("password")) {
                boolean setting = place.matches("/spec/definition/properties/[^/]+/format");
                if (!setting) {
                    faults.atValue(
                            place,
                            "found a secret inside of a setting, expected format: password on a setting of its own");
                }
            }
            keywords(place, value);
        }
        for (int i = 0; schema.isArray() && i < schema.size(); i++) {
            keywords(pointer + "/" + i, schema.get(i));
        }
    }

    private void pattern(String place, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            faults.atValue(place, "found no regular expression (" + e.getDescription() + "), expected one");
        }
    }

    private void secret(String name) {
        JsonNode setting = form.setting(name);
        String pointer = Faults.member(PROPERTIES, name);
        if (form.isSecret(name) && !setting.path("type").asText("string").equals("string")) {
            faults.atValue(
                    pointer + "/type",
                    "found " + setting.path("type") + " for a secret, expected string: secrets are text");
        }
        if (form.isSecret(name) && setting.has("default")) {
            faults.atKey(pointer + "/default", "found a default of a secret, expected none: each target has its own");
        }
    }

    private void fallback(String name) {
        JsonNode fallback = form.setting(name).path("default");
        boolean made =
                fallback.isTextual() && !Placeholder.in(fallback.asText()).isEmpty();
        if (fallback.isMissingNode()
                || made
                || form.isSecret(name)
                || faults.knowsBelow(Faults.member(PROPERTIES, name))) {
            return;
        }
        try {
            List<Violation> violations = SchemaCheck.of(form.setting(name)).check(fallback);
            faults.violations(Faults.member(PROPERTIES, name) + "/default", violations);
        } catch (IllegalArgumentException e) {
            // The setting's schema is wrong, which is on the list already.
        }
    }
}
