package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverSchema;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import dev.baton.schema.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Reads the body as a handover message and refuses it with everything that is wrong with it. */
public final class RequestParser implements Processor {

    private static final int LONGEST_KEY = 128;

    @Override
    public void process(Exchange exchange) {
        HttpServletRequest http = HttpRequests.of(exchange);
        byte[] body = HttpRequests.body(exchange);
        JsonNode message = json(body);
        List<Violation> violations = new ArrayList<>(HandoverSchema.check(message));
        String key = idempotencyKey(http.getHeader("Idempotency-Key"), message, violations);
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(ProblemType.INVALID_HANDOVER, violations));
        }
        HandoverRequest request = new HandoverRequest(
                HttpRequests.client(exchange),
                key,
                sha256(body),
                (ObjectNode) message,
                Preferences.wait(http.getHeaders("Prefer")));
        exchange.setProperty("dryRun", request.dryRun());
        exchange.getMessage().setBody(request);
    }

    private static JsonNode json(byte[] body) {
        try {
            return StrictJson.parse(body);
        } catch (UnreadableJson e) {
            throw new ProblemException(Problem.of(
                    ProblemType.MALFORMED_JSON, "line " + e.line() + ", column " + e.column() + ": " + e.getMessage()));
        }
    }

    /** The header and the member are two ways to say the same; two different keys are a mistake. */
    private static @Nullable String idempotencyKey(
            @Nullable String header, JsonNode message, List<Violation> violations) {
        JsonNode member = message.path("idempotencyKey");
        if (header == null) {
            return member.isTextual() ? member.asText() : null;
        }
        String key = unquoted(header.trim());
        if (key.isEmpty() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            violations.add(new Violation(
                    "", "header Idempotency-Key", "1 to 128 printable ASCII characters in Idempotency-Key", null));
        } else if (member.isTextual() && !member.asText().equals(key)) {
            violations.add(new Violation(
                    "/idempotencyKey",
                    member.toString(),
                    "the same key as in the header Idempotency-Key, or only one of the two",
                    null));
        }
        return key;
    }

    /** The header is a structured field, a quoted string; most callers send it bare. */
    private static String unquoted(String value) {
        return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
