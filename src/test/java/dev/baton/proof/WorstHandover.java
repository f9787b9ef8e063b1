package dev.baton.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Channel;

/** A handover with more in it than any vendor takes: 500 messages, 200 variables, texts of 10,000 characters. */
final class WorstHandover {

    private WorstHandover() {}

    /** @param widest the character, or characters, that every text is full of */
    static ObjectNode of(String widest, Channel channel) {
        String label = widest.charAt(0) < ' ' ? "x".repeat(256) : filled(widest, 256);
        ObjectNode handover = JsonNodeFactory.instance.objectNode();
        handover.putObject("source").put("platform", label).put("botId", label).put("botName", label);
        handover.putObject("conversation").put("id", label).put("channel", channel.wireName());
        handover.putObject("customer").put("id", label).put("name", filled(widest, 256));
        handover.putObject("reason")
                .put("code", "other")
                .put("detail", filled(widest, 2_000))
                .put("lastUtterance", filled(widest, 10_000))
                .put("intent", label)
                .put("sentiment", label);
        handover.putObject("summary").put("text", filled(widest, 10_000));
        ObjectNode routing = handover.putObject("routing").put("queue", label).put("priority", "urgent");
        routing.put("webstoreReferrer", filled(widest, 2_048)).put("profile", label);
        for (int i = 0; i < 50; i++) {
            routing.withArray("/skills").add(label);
            routing.withArray("/keywords").add(label);
        }
        for (int i = 0; i < 200; i++) {
            handover.withObject("/context").put(i + "-" + filled(widest, 100), filled(widest, 600));
        }
        for (int i = 0; i < 500; i++) {
            handover.withArray("/transcript")
                    .addObject()
                    .put("text", i < 484 ? "line" : filled(widest, 10_000))
                    .putObject("author")
                    .put("role", "customer")
                    .put("name", label);
        }
        return handover;
    }

    private static String filled(String piece, int length) {
        return piece.repeat(length / piece.length());
    }
}
