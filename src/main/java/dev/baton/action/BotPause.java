package dev.baton.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.baton.conversation.Conversations;
import dev.baton.handover.Handover;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.Exchange;

/** Keeps the bot silent until the time that was decided at the request. */
public final class BotPause {

    private static final int PATIENCE_SECONDS = 10;

    private final Conversations conversations;

    BotPause(Conversations conversations) {
        this.conversations = conversations;
    }

    public void run(Exchange exchange) throws ActionFailedException, InterruptedException {
        ActionWork work = ActionWork.of(exchange);
        Handover handover = work.handover().handover();
        Instant until = Instant.parse(work.due().details().path("until").asText());
        try {
            conversations
                    .pause(handover.client(), handover.conversationId(), until)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw ActionFailedException.away(
                    ActionStory.GATEWAY, "ledger_away", "The pause could not be written down", null);
        }
        exchange.getMessage().setBody(JsonNodeFactory.instance.objectNode().put("by", ActionStory.GATEWAY));
    }
}
