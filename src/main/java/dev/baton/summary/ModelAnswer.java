package dev.baton.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.mapping.Text;
import java.io.IOException;
import java.util.Optional;

/** What a model answered, as nothing but text. */
final class ModelAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Some models write down how they got there; only what follows is the answer. */
    private static final String THOUGHTS_END = "</think>";

    private ModelAnswer() {}

    /** @return empty when there is no text in it */
    static Optional<String> text(byte[] body) {
        JsonNode choice;
        try {
            choice = JSON.readTree(body).path("choices").path(0);
        } catch (IOException e) {
            return Optional.empty();
        }
        String content = choice.path("message").path("content").asText("");
        int thoughts = content.lastIndexOf(THOUGHTS_END);
        String text = Plain.lines(thoughts < 0 ? content : content.substring(thoughts + THOUGHTS_END.length()));
        boolean cut = choice.path("finish_reason").asText().equals("length");
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Text.cut(cut ? text + Text.MARK : text, Summary.LONGEST));
    }
}
