package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.conversation.Conversations;
import dev.baton.conversation.Ownership;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;

/** Tells a bot whether it may talk in one of its conversations, and silences it for a time. */
public final class ConversationRequests {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(31);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Conversations conversations;
    private final Clock clock;

    public ConversationRequests(Conversations conversations, Clock clock) {
        this.conversations = conversations;
        this.clock = clock;
    }

    /** Asked before every turn of a bot: it reads, and little. */
    public void owner(Exchange exchange) {
        answer(exchange, ConversationIds.of(HttpRequests.of(exchange)));
    }

    /** A longer pause stays. */
    public void pause(Exchange exchange) {
        String id = ConversationIds.of(HttpRequests.of(exchange));
        Duration time = time(ConversationBodies.PAUSE.read(HttpRequests.body(exchange)));
        // The ledger keeps milliseconds; so does every answer.
        Instant until = Instant.ofEpochMilli(clock.millis()).plus(time);
        conversations.pause(HttpRequests.client(exchange), id, until).join();
        answer(exchange, id);
    }

    /** Does nothing where the bot is not paused. */
    public void resume(Exchange exchange) {
        String id = ConversationIds.of(HttpRequests.of(exchange));
        conversations.resume(HttpRequests.client(exchange), id).join();
        answer(exchange, id);
    }

    private static Duration time(JsonNode body) {
        try {
            Duration time = Duration.parse(body.path("for").asText());
            if (time.compareTo(SHORTEST_PAUSE) >= 0 && time.compareTo(LONGEST_PAUSE) <= 0) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // It is refused as one that is too long.
        }
        throw new ProblemException(Problem.of(
                ProblemType.INVALID_REQUEST,
                "found for " + body.path("for") + ", expected an ISO 8601 duration from PT1S to P31D, such as PT30M."));
    }

    private void answer(Exchange exchange, String id) {
        Ownership ownership = conversations.ownership(HttpRequests.client(exchange), id);
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, json(id, ownership));
    }

    private static ObjectNode json(String id, Ownership ownership) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("conversation", id);
        json.put("owner", ownership.owner().wireName());
        json.put("botMayTalk", ownership.botMayTalk());
        if (ownership.until() != null) {
            json.put("until", ownership.until().toString());
        }
        if (ownership.handoverId() != null && ownership.state() != null) {
            json.putObject("handover")
                    .put("id", ownership.handoverId())
                    .put("state", ownership.state().wireName())
                    .put("link", "/handovers/" + ownership.handoverId());
        }
        return json;
    }
}
