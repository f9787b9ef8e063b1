package dev.baton.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.baton.inbound.HttpRequests;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import dev.baton.schema.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.web.util.UriUtils;

/** Reads the body as a turn, and refuses it with all that is wrong. */
public final class TurnParser implements Processor {

    private static final Pattern PATH = Pattern.compile("/conversations/([^/]+)/turns");
    private static final int LONGEST_ID = 256;

    @Override
    public void process(Exchange exchange) {
        String conversation = conversation(HttpRequests.of(exchange).getRequestURI());
        JsonNode told = json(HttpRequests.body(exchange));
        List<Violation> violations = TurnSchema.check(told, conversation);
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(ProblemType.INVALID_TURN, violations));
        }
        exchange.getMessage().setBody(new Turn(conversation, told.path("turnId").asText(), told));
    }

    /** As a handover would name it. */
    private static String conversation(String uri) {
        Matcher path = PATH.matcher(uri);
        String id = path.matches() ? UriUtils.decode(path.group(1), StandardCharsets.UTF_8) : "";
        if (id.isEmpty() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "The path must be /conversations/{id}/turns with the conversation's id, percent-encoded: 1 to 256"
                            + " characters, no control characters."));
        }
        return id;
    }

    private static JsonNode json(byte[] body) {
        try {
            return StrictJson.parse(body);
        } catch (UnreadableJson e) {
            throw new ProblemException(Problem.of(
                    ProblemType.MALFORMED_JSON, "line " + e.line() + ", column " + e.column() + ": " + e.getMessage()));
        }
    }
}
