package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.delivery.Deliveries;
import dev.baton.ledger.DeadLetters;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.schema.Violation;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Replays many dead letters, each for itself: what cannot be done about one is said of it, and the others go on. */
public final class DeadLetterReplays {

    private static final int MOST = 100;

    private final DeadLetters letters;
    private final DeadLetterAccess access;
    private final DeadLetterReplay replay;
    private final Deliveries deliveries;

    public DeadLetterReplays(
            DeadLetters letters, DeadLetterAccess access, DeadLetterReplay replay, Deliveries deliveries) {
        this.letters = letters;
        this.access = access;
        this.replay = replay;
        this.deliveries = deliveries;
    }

    /** Answers with what became of each, in the order asked for; of a filter, the newest first. */
    public void many(Exchange exchange) {
        JsonNode body = DeadLetterBodies.REPLAYS.read(HttpRequests.body(exchange));
        Caller caller = Caller.of(exchange);
        ReplayChoice to = new ReplayChoice(body.has("to") ? body.get("to") : JsonNodeFactory.instance.objectNode());
        List<String> ids = ids(caller.client(), body);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putArray("results");
        ids.stream().limit(MOST).forEach(id -> answer.withArray("results").add(one(caller, id, to)));
        if (ids.size() > MOST) {
            answer.put("next", ids.get(MOST - 1));
        }
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, answer);
    }

    private ObjectNode one(Caller caller, String id, ReplayChoice to) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("id", id);
        try {
            ClaimedHandover claimed = replay.replay(caller, id, to, Duration.ZERO);
            if (!claimed.replayed()) {
                // Nobody waits for room in a lane: what finds none is in the ledger.
                deliveries.submit(claimed.stored(), Duration.ZERO);
            }
            return result.put("result", claimed.replayed() ? "already" : "replayed")
                    .put(DeadLetters.REPLAYED_BY, claimed.stored().handover().id());
        } catch (ProblemException e) {
            result.put("result", "refused").set("problem", e.problem().toJson());
            return result;
        }
    }

    /** At most one more than is done. */
    private List<String> ids(String caller, JsonNode body) {
        if (!body.has("ids")) {
            return letters.list(query(caller, body)).stream()
                    .map(stored -> stored.handover().id())
                    .toList();
        }
        if (body.size() > (body.has("to") ? 2 : 1)) {
            throw wrong("/ids", "either ids, or any of target, class and before");
        }
        return StreamSupport.stream(body.get("ids").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private DeadLetters.Query query(String caller, JsonNode body) {
        if (!body.has("target") && !body.has("class") && !body.has("before")) {
            throw wrong("", "ids, or at least one of target, class and before");
        }
        return new DeadLetters.Query(
                access.scope(caller),
                false,
                text(body, "after"),
                text(body, "target"),
                text(body, "class"),
                body.has("before")
                        ? OffsetDateTime.parse(body.get("before").asText()).toInstant()
                        : null,
                MOST + 1);
    }

    private static @Nullable String text(JsonNode body, String name) {
        return body.path(name).asText(null);
    }

    private static ProblemException wrong(String pointer, String expected) {
        return new ProblemException(
                Problem.invalid(ProblemType.INVALID_REQUEST, List.of(new Violation(pointer, null, expected, null))));
    }
}
