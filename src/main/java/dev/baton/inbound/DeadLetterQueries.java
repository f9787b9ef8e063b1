package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.FailureClass;
import dev.baton.ledger.DeadLetters;
import dev.baton.ledger.StoredHandover;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Lists dead letters, newest first. */
public final class DeadLetterQueries {

    private static final int MOST = 100;
    private static final int USUAL = 50;
    private static final List<String> SHOWN = List.of(
            "id",
            "state",
            "channel",
            "step",
            "target",
            "conversation",
            "failure",
            "attempts",
            "replayOf",
            "replayedBy",
            "discarded",
            "requestedAt",
            "updatedAt",
            "links");

    private final DeadLetters letters;
    private final DeadLetterAccess access;

    public DeadLetterQueries(DeadLetters letters, DeadLetterAccess access) {
        this.letters = letters;
        this.access = access;
    }

    /** Whether a question for handovers is one for dead letters. */
    public boolean areWanted(Exchange exchange) {
        return HttpRequests.of(exchange).getParameter("state") != null;
    }

    /** One page of them. */
    public void list(Exchange exchange) {
        DeadLetters.Query query = query(HttpRequests.of(exchange), access.scope(HttpRequests.client(exchange)));
        List<StoredHandover> found = letters.list(query);
        int page = query.limit() - 1;
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode handovers = answer.putArray("handovers");
        found.stream().limit(page).forEach(stored -> handovers.add(shown(stored)));
        if (found.size() > page) {
            answer.put("next", found.get(page - 1).handover().id());
        }
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, answer);
    }

    private static ObjectNode shown(StoredHandover stored) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        ObjectNode receipt = Receipts.now(stored);
        SHOWN.stream().filter(receipt::has).forEach(name -> shown.set(name, receipt.get(name)));
        return shown.put("client", stored.handover().client());
    }

    /** With one more than a page, which tells whether there is another. */
    private static DeadLetters.Query query(HttpServletRequest request, @Nullable String client) {
        Map<String, String> given = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> given.put(name, values[0]));
        if (!"failed".equals(given.get("state")) || given.containsKey("conversation")) {
            throw wrong("state=failed without conversation");
        }
        return new DeadLetters.Query(
                client,
                Boolean.TRUE.equals(read(given, "all", "true or false", DeadLetterQueries::truth)),
                read(given, "after", "the member next of the page before", DeadLetterQueries::cursor),
                given.get("target"),
                read(given, "class", "try_again, integrator_must_act, closed or unknown", text -> FailureClass.of(text)
                        .wireName()),
                read(given, "before", "a time such as 2026-11-21T10:00:00Z", DeadLetterQueries::time),
                1 + limit(read(given, "limit", "a number from 1 to " + MOST, DeadLetterQueries::number)));
    }

    private static <T> @Nullable T read(
            Map<String, String> given, String name, String expected, Function<String, T> reader) {
        String text = given.get(name);
        try {
            return text == null ? null : reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw wrong(name + " to be " + expected);
        }
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static String cursor(String text) {
        if (!DeadLetterAccess.ULID.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static Integer number(String text) {
        int number = Integer.parseInt(text);
        if (number < 1 || number > MOST) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static int limit(@Nullable Integer asked) {
        return asked == null ? USUAL : asked;
    }

    private static ProblemException wrong(String expected) {
        return new ProblemException(Problem.of(
                ProblemType.INVALID_REQUEST,
                "Among the query parameters of /handovers?state=failed, expected " + expected + "."));
    }
}
