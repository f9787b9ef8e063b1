package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.activity.ActivityTranslation;
import dev.baton.activity.HandoffActivity;
import dev.baton.activity.TranslatedActivity;
import dev.baton.handover.HandoverSchema;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.StrictJson;
import dev.baton.schema.UnreadableJson;
import dev.baton.schema.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Reads the body as a handover message, or as an activity that becomes one, and refuses it with all that is wrong. */
public final class RequestParser implements Processor {

    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 128;

    private final ActivityTranslation activities;

    public RequestParser(ActivityTranslation activities) {
        this.activities = activities;
    }

    @Override
    public void process(Exchange exchange) {
        HttpServletRequest http = HttpRequests.of(exchange);
        byte[] body = HttpRequests.body(exchange);
        JsonNode posted = json(body);
        HandoverRequest request = HandoffActivity.isMeant(http.getContentType(), posted)
                ? ofActivity(HttpRequests.client(exchange), http, posted)
                : request(
                        HttpRequests.client(exchange),
                        http,
                        posted,
                        HandoverRequest.fingerprint(body),
                        violations -> violations);
        exchange.setProperty("dryRun", request.dryRun());
        exchange.getMessage().setBody(request);
    }

    /** The address says where to, because that is what can be changed about such a bot. */
    private HandoverRequest ofActivity(String client, HttpServletRequest http, JsonNode activity) {
        Map<String, String> choice = new TreeMap<>();
        for (String name : List.of("step", "target")) {
            if (http.getParameter(name) != null) {
                choice.put(name, http.getParameter(name));
            }
        }
        TranslatedActivity translated = activities.of(activity, choice);
        if (!translated.violations().isEmpty()) {
            throw new ProblemException(Problem.invalid(ProblemType.INVALID_HANDOVER, translated.violations()));
        }
        ObjectNode message = translated.message();
        if (http.getHeader(KEY) != null) {
            message.remove("idempotencyKey");
        }
        String fingerprint = HandoverRequest.fingerprint(message.toString().getBytes(StandardCharsets.UTF_8));
        return request(client, http, message, fingerprint, translated.places()::of);
    }

    private static HandoverRequest request(
            String client,
            HttpServletRequest http,
            JsonNode message,
            String fingerprint,
            UnaryOperator<List<Violation>> places) {
        List<Violation> violations = new ArrayList<>(places.apply(HandoverSchema.check(message)));
        String key = idempotencyKey(http.getHeader(KEY), message, violations);
        if (!violations.isEmpty()) {
            throw new ProblemException(Problem.invalid(ProblemType.INVALID_HANDOVER, violations));
        }
        return new HandoverRequest(
                client, key, fingerprint, (ObjectNode) message, places, Preferences.wait(http.getHeaders("Prefer")));
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
}
