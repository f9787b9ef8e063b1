package dev.baton.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.vendor.ConfiguredPost;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * DeepL: <code>POST /v2/translate</code> with text, source_lang and target_lang, and the key in the header Authorization
 * (DeepL's OpenAPI description, translateText; XML as its page "XML handling" says).
 */
final class DeepL implements Translator {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Targets that it has in several forms; of a source it wants the language only. */
    private static final Set<String> FORMS =
            Set.of("EN-GB", "EN-US", "ES-419", "PT-BR", "PT-PT", "ZH-HANS", "ZH-HANT", "FR-CA", "DE-CH");

    private final ConfiguredPost post;
    private final String key;

    DeepL(ConfiguredPost post, String key) {
        this.post = post;
        this.key = key;
    }

    @Override
    public Marks marks() {
        return Marks.XML;
    }

    @Override
    public String translate(String text, boolean marked, @Nullable String from, String to)
            throws IOException, NotTranslatableException {
        ObjectNode request = JSON.createObjectNode();
        request.putArray("text").add(text);
        request.put("target_lang", to);
        if (from != null) {
            request.put("source_lang", source(from));
        }
        if (marked) {
            request.put("tag_handling", "xml")
                    .put("tag_handling_version", "v2")
                    .putArray("ignore_tags")
                    .add("x");
        }
        JsonNode answer = Posts.post(post, Map.of("Authorization", "DeepL-Auth-Key " + key), request);
        JsonNode translated = answer.path("translations").path(0).path("text");
        if (!translated.isTextual()) {
            throw new IOException("it answered without translations");
        }
        return translated.asText();
    }

    @Override
    public String target(String tag) {
        String upper = tag.toUpperCase(Locale.ROOT);
        return FORMS.contains(upper) ? upper : source(tag);
    }

    private static String source(String tag) {
        String primary = tag.split("-", 2)[0].toUpperCase(Locale.ROOT);
        return primary.equals("NO") ? "NB" : primary;
    }
}
