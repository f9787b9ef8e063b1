package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import dev.baton.schema.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What may be asked of dead letters. openapi.yaml says the same. */
enum DeadLetterBodies {
    REPLAY(
            """
            {"type": "object", "additionalProperties": false, "maxProperties": 1, "properties": {
               "target": {"type": "string", "minLength": 1, "maxLength": 256},
               "step": {"type": "string", "minLength": 1, "maxLength": 256}}}"""),
    REPLAYS(
            """
            {"type": "object", "additionalProperties": false, "minProperties": 1, "properties": {
               "ids": {"type": "array", "minItems": 1, "maxItems": 100, "items": {"type": "string", "maxLength": 26}},
               "target": {"type": "string", "minLength": 1, "maxLength": 256},
               "class": {"enum": ["try_again", "integrator_must_act", "closed", "unknown"]},
               "before": {"type": "string", "format": "date-time"},
               "after": {"type": "string", "pattern": "^[0-7][0-9A-HJKMNP-TV-Z]{25}$"},
               "to": {"type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1,
                 "properties": {
                   "target": {"type": "string", "minLength": 1, "maxLength": 256},
                   "step": {"type": "string", "minLength": 1, "maxLength": 256}}}}}"""),
    DISCARD(
            """
            {"type": "object", "additionalProperties": false, "required": ["reason"], "properties": {
               "reason": {"type": "string", "pattern": "\\\\S", "patternHint": "a few words", "maxLength": 500}}}""");

    private final SchemaCheck check;

    DeadLetterBodies(String schema) {
        this.check = SchemaCheck.of(json(schema.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws ProblemException when the body is not as it should be; says all that is wrong */
    JsonNode read(byte[] body) {
        JsonNode read = body.length == 0 && this == REPLAY ? JsonNodeFactory.instance.objectNode() : json(body);
        List<Violation> violations = check.check(read);
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(ProblemType.INVALID_REQUEST, violations));
        }
        return read;
    }

    /** @throws ProblemException when it is no JSON */
    static JsonNode json(byte[] body) {
        try {
            return StrictJson.parse(body);
        } catch (UnreadableJson e) {
            throw new ProblemException(Problem.of(
                    ProblemType.MALFORMED_JSON, "line " + e.line() + ", column " + e.column() + ": " + e.getMessage()));
        }
    }
}
