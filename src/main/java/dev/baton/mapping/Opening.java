package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an agent reads first: why the conversation comes, what it is about, and then what was said. */
record Opening(JsonNode handover, String top, Transcript transcript) {

    private static final String WITHOUT_REASON = "The bot hands this conversation over.";

    private static final Map<String, String> SENTENCES = Map.of(
            "customer_request", "The customer asked for a person.",
            "no_answer", "The bot had no answer.",
            "unresolved", "The bot could not solve the customer's question.",
            "low_confidence", "The bot was not sure what the customer meant.",
            "negative_sentiment", "The customer is unhappy.",
            "sensitive_topic", "The topic is sensitive and needs a person.",
            "business_rule", "A business rule asks for a person.",
            "by_design", "This conversation is meant to be continued by a person.");

    static Opening of(JsonNode handover) {
        return new Opening(handover, top(handover), Transcript.of(handover));
    }

    /** Reason and summary above the transcript, all within the limit; the top never takes more than it must. */
    String within(int limit) {
        if (transcript.messages().isEmpty()) {
            return cutTop(limit);
        }
        Transcript.Excerpt excerpt = transcript.within(limit);
        String head = cutTop(Math.max(limit / 2, limit - 2 - excerpt.text().length()));
        int room = limit - 2 - head.length();
        if (excerpt.text().length() > room) {
            excerpt = transcript.within(room);
        }
        transcript.note(excerpt, room);
        return head + "\n\n" + excerpt.text();
    }

    private String cutTop(int limit) {
        if (top.length() > limit) {
            String pointer = handover.path("summary").has("text") ? "/summary/text" : "/reason";
            MappingNotes.cut(pointer, "It does not fit in " + limit + " characters.");
        }
        return Text.cut(top, limit);
    }

    private static String top(JsonNode handover) {
        JsonNode reason = handover.path("reason");
        List<String> lines = new ArrayList<>();
        lines.add(SENTENCES.getOrDefault(reason.path("code").asText(), WITHOUT_REASON));
        add(lines, "Reason: ", reason.path("detail"));
        if (!said(handover, reason.path("lastUtterance").asText(""))) {
            add(lines, "Last words: ", reason.path("lastUtterance"));
        }
        add(lines, "Summary: ", handover.path("summary").path("text"));
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, String label, JsonNode value) {
        if (!value.asText("").isBlank()) {
            lines.add(label + Text.indented(value.asText()));
        }
    }

    private static boolean said(JsonNode handover, String words) {
        for (JsonNode message : handover.path("transcript")) {
            if (message.path("text").asText("").strip().equals(words.strip())) {
                return true;
            }
        }
        return false;
    }
}
