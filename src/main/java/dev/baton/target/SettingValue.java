package dev.baton.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.target.Findings.Actor;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Turns a setting as it is written into the value it stands for. */
final class SettingValue {

    private static final String NO_BRACES =
            ", expected text without {{ and }}: settings are put into calls, where these mark other settings";

    private final ConnectorForm form;
    private final UnaryOperator<@Nullable String> environment;

    SettingValue(ConnectorForm form, UnaryOperator<@Nullable String> environment) {
        this.form = form;
        this.environment = environment;
    }

    /** @throws Refused with a reason that shows no value of a secret, an unknown setting or a reference */
    JsonNode read(String name, JsonNode written) throws Refused {
        Reference reference = written.isTextual() ? Reference.of(written.asText()) : null;
        if (reference != null && !form.setting(name).isMissingNode()) {
            return typed(name, resolved(reference));
        }
        if (form.isSecret(name)) {
            throw new Refused(
                    (written.isNull() ? "found nothing" : "found a secret written out (not shown)") + ", expected "
                            + Reference.FORMS + ": put it into an environment variable or a file and name that here",
                    Actor.INTEGRATOR);
        }
        refuseMarks(written);
        return written;
    }

    private String resolved(Reference reference) throws Refused {
        String value;
        try {
            value = reference.resolve(environment);
        } catch (Reference.Unresolved e) {
            throw new Refused("found " + reference.text() + ", but " + e.getMessage(), Actor.OPERATOR);
        }
        if (hasBraces(value)) {
            throw new Refused("found {{ or }} in the value of " + reference.text() + NO_BRACES, Actor.OPERATOR);
        }
        return value;
    }

    /** What an environment holds is text; what the definition wants may be a number. */
    private JsonNode typed(String name, String value) {
        try {
            return switch (form.setting(name).path("type").asText()) {
                case "integer" -> LongNode.valueOf(Long.parseLong(value.strip()));
                case "number" -> DecimalNode.valueOf(new BigDecimal(value.strip()));
                case "boolean" ->
                    value.equals("true") || value.equals("false")
                            ? BooleanNode.valueOf(value.equals("true"))
                            : TextNode.valueOf(value);
                default -> TextNode.valueOf(value);
            };
        } catch (NumberFormatException e) {
            return TextNode.valueOf(value);
        }
    }

    private static void refuseMarks(JsonNode written) throws Refused {
        for (JsonNode child : written) {
            refuseMarks(child);
        }
        if (written.isTextual() && hasBraces(written.asText())) {
            throw new Refused("found {{ or }}" + NO_BRACES, Actor.INTEGRATOR);
        }
        if (written.isTextual() && written.asText().contains("${")) {
            throw new Refused(
                    "found ${ inside of text, expected the whole value to be " + Reference.FORMS, Actor.INTEGRATOR);
        }
    }

    private static boolean hasBraces(String text) {
        return text.contains("{{") || text.contains("}}");
    }

    /** Why the setting has no value, and who must act. */
    static final class Refused extends Exception {

        private final Actor actor;

        Refused(String problem, Actor actor) {
            super(problem, null, false, false);
            this.actor = actor;
        }

        Actor actor() {
            return actor;
        }
    }
}
