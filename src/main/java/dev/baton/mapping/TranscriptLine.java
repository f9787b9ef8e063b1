package dev.baton.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One message of a transcript as an agent reads it: {@code Bot (Ava): How can I help?}
 *
 * @param role the role as a word, {@code Customer}
 * @param label role and author, {@code Bot (Ava)}; always one line
 * @param content what was said; further lines are indented
 */
record TranscriptLine(String role, String label, String content) {

    private static final int NAME_LIMIT = 40;
    private static final Set<String> FAMILIES = Set.of("image", "audio", "video", "text");

    static TranscriptLine of(JsonNode message) {
        JsonNode author = message.path("author");
        String role =
                switch (author.path("role").asText()) {
                    case "customer" -> "Customer";
                    case "agent" -> "Agent";
                    case "bot" -> "Bot";
                    case "system" -> "System";
                    default -> "Unknown";
                };
        String name = Text.cut(Text.oneLine(author.path("name").asText("")), NAME_LIMIT);
        return new TranscriptLine(role, name.isEmpty() ? role : role + " (" + name + ")", content(message));
    }

    /** False for a message that holds nothing an agent could read. */
    static boolean says(JsonNode message) {
        return !message.path("text").asText("").isBlank()
                || !message.path("attachments").isEmpty()
                || !message.path("type").asText("text").equals("text");
    }

    String text() {
        return label + ": " + content;
    }

    private static String content(JsonNode message) {
        List<String> said = new ArrayList<>();
        JsonNode attachments = message.path("attachments");
        String text = message.path("text").asText("");
        if (!text.isBlank()) {
            said.add(text);
        } else if (attachments.isEmpty()) {
            said.add("[" + message.path("type").asText("") + "]");
        }
        attachments.forEach(attachment -> said.add(attachment(attachment)));
        return Text.indented(String.join("\n", said));
    }

    private static String attachment(JsonNode attachment) {
        return "["
                + Text.oneLine(kind(attachment) + ": " + attachment.path("name").asText("") + " "
                        + attachment.path("url").asText(""))
                + "]";
    }

    /** What a person calls it: an image, an audio; anything else is a file. */
    private static String kind(JsonNode attachment) {
        String type = attachment.path("contentType").asText("");
        String family = type.substring(0, Math.max(0, type.indexOf('/'))).toLowerCase(Locale.ROOT);
        return FAMILIES.contains(family) ? family : "file";
    }
}
