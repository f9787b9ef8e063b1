package dev.baton.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import dev.baton.source.SourceError;
import dev.baton.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mutation request of CM.com's Conversational Router, as a bot sent it in an API step of its own.
 *
 * @param body with the names in one spelling
 * @param customer what is inside CustomerInfo; absent when there is none, or when it is a variable
 */
record LegacyRequest(LegacyFile file, Spelling spelling, ObjectNode body, @Nullable ObjectNode customer) {

    static final String CUSTOMER = "/Context/CustomerInfo";

    private static final SchemaCheck SCHEMA =
            SchemaCheck.ofResource("dev/baton/migration/mutation-request.schema.json");

    /** @throws SourceException with everything that is wrong with it */
    static LegacyRequest of(LegacyFile file) {
        Spelling spelling = new Spelling();
        JsonNode body = spelling.of(file.body());
        List<SourceError> errors = new ArrayList<>();
        SCHEMA.check(body)
                .forEach(violation -> errors.add(
                        file.inBody(spelling.written(violation.pointer()), SourceError.describe(violation))));
        adapters(file, spelling, body, errors);
        ObjectNode customer = customer(file, spelling, body.at(CUSTOMER), errors);
        if (!errors.isEmpty()) {
            throw new SourceException(errors);
        }
        return new LegacyRequest(file, spelling, (ObjectNode) body, customer);
    }

    /** @param pointer into {@link #body} */
    SourceError at(String pointer, String problem) {
        return file.inBody(spelling.written(pointer), problem);
    }

    List<ObjectNode> mutations() {
        List<ObjectNode> mutations = new ArrayList<>();
        body.path("mutations").forEach(mutation -> mutations.add((ObjectNode) mutation));
        return mutations;
    }

    private static void adapters(LegacyFile file, Spelling spelling, JsonNode body, List<SourceError> errors) {
        for (int i = 0; i < body.path("mutations").size(); i++) {
            for (String name : List.of("sourceAdapterId", "targetAdapterId")) {
                JsonNode id = body.path("mutations").path(i).path(name);
                if (id.isTextual() && !isId(id.textValue())) {
                    errors.add(file.inBody(
                            spelling.written("/mutations/" + i + "/" + name),
                            "found " + id + ", expected the id of an adapter, as in " + Samples.ID
                                    + ", or a variable, as in {{adapter}}"));
                }
            }
        }
    }

    static boolean isId(String text) {
        try {
            return Variables.isOne(text) || UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable ObjectNode customer(
            LegacyFile file, Spelling spelling, JsonNode info, List<SourceError> errors) {
        String right = "expected an object as JSON in a text, as in \"{\\\"name\\\": \\\"{{name}}\\\", \\\"email\\\":"
                + " \\\"{{email}}\\\"}\"";
        if (info.isObject()) {
            return (ObjectNode) info;
        } else if (info.isMissingNode() || info.isNull()) {
            return null;
        } else if (info.isTextual() && (info.textValue().isBlank() || Variables.isOne(info.textValue()))) {
            return null;
        }
        try {
            if (info.isTextual()
                    && StrictJson.parse(info.textValue().getBytes(StandardCharsets.UTF_8))
                            instanceof ObjectNode customer) {
                return customer;
            }
            errors.add(file.inBody(spelling.written(CUSTOMER), "found no JSON object, " + right));
        } catch (UnreadableJson e) {
            errors.add(file.inBody(
                    spelling.written(CUSTOMER),
                    "found a text that is no JSON (its line " + e.line() + ", column " + e.column() + ": "
                            + e.getMessage() + "), " + right));
        }
        return JsonNodeFactory.instance.objectNode();
    }
}
