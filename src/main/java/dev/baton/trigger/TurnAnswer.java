package dev.baton.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.inbound.Answers;
import dev.baton.inbound.ClaimedHandover;
import dev.baton.inbound.InboundMetrics;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Tells the bot whether to hand over, or that it has been done and what to say. */
public final class TurnAnswer implements Processor {

    private final InboundMetrics metrics;

    public TurnAnswer(InboundMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        JudgedTurn judged = exchange.getProperty(JudgedTurn.PROPERTY, JudgedTurn.class);
        ClaimedHandover claimed = judged.handsOver() ? exchange.getMessage().getBody(ClaimedHandover.class) : null;
        Message answer = exchange.getMessage();
        answer.removeHeaders("*");
        Answers.json(answer, 200, answer(judged, claimed));
        if (judged.repeated()) {
            answer.setHeader("Idempotency-Replayed", "true");
        }
        if (claimed != null) {
            answer.setHeader(
                    "Location", "/handovers/" + claimed.stored().handover().id());
            metrics.answered(claimed.replayed() ? "replayed" : "accepted");
        }
    }

    private static ObjectNode answer(JudgedTurn judged, @Nullable ClaimedHandover claimed) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("turnId", judged.turn().id());
        answer.setAll(judged.answer());
        if (claimed != null) {
            ObjectNode receipt = claimed.stored().handover().receipt();
            say(receipt, answer);
            answer.set("handover", receipt);
        }
        return answer;
    }

    /** What the receipt leaves to the bot to say, where nobody has to look for it. */
    private static void say(JsonNode receipt, ObjectNode answer) {
        JsonNode message = receipt.path("message");
        if (message.path("by").asText().equals("bot")) {
            ObjectNode words = message.deepCopy();
            words.remove("by");
            answer.set("say", words);
        }
    }
}
