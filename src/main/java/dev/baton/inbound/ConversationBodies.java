package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.SchemaCheck;
import dev.baton.schema.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What may be said of conversations and of handovers that are under way or over. openapi.yaml says the same. */
enum ConversationBodies {
    PAUSE(
            """
            {"type": "object", "additionalProperties": false, "required": ["for"], "properties": {
               "for": {"type": "string", "pattern": "^P[0-9TDHMS.]{1,20}$", "patternHint": "a duration such as PT30M"}}}"""),
    END(
            """
            {"type": "object", "additionalProperties": false, "required": ["disposition"], "properties": {
               "disposition": {"$ref": "#/$defs/word"},
               "summary": {"$ref": "#/$defs/text"},
               "correction": {"$ref": "#/$defs/text"},
               "by": {"enum": ["agent", "operator", "bot"]}},
             $defs}"""),
    CANCEL(
            """
            {"type": "object", "additionalProperties": false, "required": ["by"], "properties": {
               "by": {"enum": ["customer", "bot", "operator"]},
               "reason": {"type": "string", "pattern": "\\\\S", "patternHint": "a few words", "maxLength": 500}}}"""),
    FEEDBACK(
            """
            {"type": "object", "additionalProperties": false, "required": ["about", "by"], "minProperties": 3,
             "properties": {
               "about": {"enum": ["bot", "agent"]},
               "by": {"enum": ["customer", "agent"]},
               "rating": {"type": "integer", "minimum": 1, "maximum": 5},
               "remarks": {"$ref": "#/$defs/text"},
               "correction": {"$ref": "#/$defs/text"},
               "disposition": {"$ref": "#/$defs/word"}},
             $defs}""");

    private final SchemaCheck check;

    ConversationBodies(String schema) {
        this.check = SchemaCheck.of(DeadLetterBodies.json(
                schema.replace("$defs}", Shared.DEFINITIONS + "}").getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws ProblemException when the body is not as it should be; says all that is wrong */
    JsonNode read(byte[] body) {
        JsonNode read = DeadLetterBodies.json(body);
        List<Violation> violations = check.check(read);
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(ProblemType.INVALID_REQUEST, violations));
        }
        return read;
    }

    /** An enum's own constants come too early for it. */
    private static final class Shared {

        static final String DEFINITIONS =
                """
            "$defs": {
               "word": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$",
                 "patternHint": "a word of a-z, 0-9, - and _, at most 64 long"},
               "text": {"type": "string", "pattern": "\\\\S", "patternHint": "some text", "maxLength": 4000}}""";
    }
}
