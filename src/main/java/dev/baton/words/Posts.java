package dev.baton.words;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.vendor.ConfiguredPost;
import dev.baton.vendor.UnexpectedStatusException;
import java.io.IOException;
import java.util.Map;

/** JSON to a translation service, and JSON back. */
final class Posts {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Both services answer so when they do not know a language, or do not take a text. */
    private static final int REFUSED = 400;

    private Posts() {}

    /**
     * @throws NotTranslatableException when the service does not take this
     * @throws IOException when it cannot be asked now; the text has nothing of what was sent or answered
     */
    static JsonNode post(ConfiguredPost post, Map<String, String> headers, ObjectNode request)
            throws IOException, NotTranslatableException {
        try {
            return JSON.readTree(post.post("application/json", headers, JSON.writeValueAsBytes(request)));
        } catch (UnexpectedStatusException e) {
            if (e.status() == REFUSED) {
                throw new NotTranslatableException("it answered with 400: it may not know the language", e);
            }
            throw e;
        } catch (JsonProcessingException mayShowTheText) {
            throw new IOException("it answered with no JSON");
        }
    }
}
