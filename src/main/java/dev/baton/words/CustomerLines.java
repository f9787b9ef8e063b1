package dev.baton.words;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What the customer said: never what the bot did, which may speak another language. */
final class CustomerLines {

    /** A language is sure after a few lines, and more would only take time. */
    private static final int ENOUGH = 300;

    private CustomerLines() {}

    /** The newest lines first, one below the other; empty when the customer said nothing that is known. */
    static String of(JsonNode message) {
        StringBuilder lines = new StringBuilder();
        String last = message.path("reason").path("lastUtterance").asText();
        add(lines, last);
        JsonNode transcript = message.path("transcript");
        for (int i = transcript.size() - 1; i >= 0 && lines.length() < ENOUGH; i--) {
            JsonNode entry = transcript.get(i);
            if (isOfCustomer(entry) && !entry.path("text").asText().equals(last)) {
                add(lines, entry.path("text").asText());
            }
        }
        return lines.toString();
    }

    /** The language that the platform gives with the newest line that has one. */
    static @Nullable String language(JsonNode message) {
        JsonNode transcript = message.path("transcript");
        for (int i = transcript.size() - 1; i >= 0; i--) {
            if (isOfCustomer(transcript.get(i)) && transcript.get(i).hasNonNull("language")) {
                return transcript.get(i).path("language").asText();
            }
        }
        return null;
    }

    private static boolean isOfCustomer(JsonNode entry) {
        return entry.path("author").path("role").asText().equals("customer")
                && entry.path("type").asText("text").equals("text");
    }

    private static void add(StringBuilder lines, String line) {
        String stripped = line.strip();
        int room = Math.min(stripped.length(), ENOUGH - lines.length());
        if (room > 0) {
            lines.append(stripped, 0, room).append('\n');
        }
    }
}
