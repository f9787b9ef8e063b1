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
 * A LibreTranslate server: <code>POST /translate</code> with q, source, target, format and api_key, answered with
 * translatedText (docs.libretranslate.com, API usage).
 */
final class LibreTranslate implements Translator {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The only languages that it has in two forms. */
    private static final Map<String, String> FORMS =
            Map.of("pt-br", "pt-BR", "zh-hans", "zh-Hans", "zh-hant", "zh-Hant");

    private static final Set<String> TRADITIONAL = Set.of("zh-tw", "zh-hk", "zh-mo");

    private final ConfiguredPost post;
    private final @Nullable String key;

    LibreTranslate(ConfiguredPost post, @Nullable String key) {
        this.post = post;
        this.key = key;
    }

    @Override
    public Marks marks() {
        return Marks.HTML;
    }

    @Override
    public String translate(String text, boolean marked, @Nullable String from, String to)
            throws IOException, NotTranslatableException {
        ObjectNode request = JSON.createObjectNode()
                .put("q", text)
                .put("source", from == null ? "auto" : target(from))
                .put("target", to)
                .put("format", marked ? "html" : "text");
        if (key != null) {
            request.put("api_key", key);
        }
        JsonNode translated = Posts.post(post, Map.of(), request).path("translatedText");
        if (!translated.isTextual()) {
            throw new IOException("it answered without translatedText");
        }
        return translated.asText();
    }

    @Override
    public String target(String tag) {
        String lower = tag.toLowerCase(Locale.ROOT);
        if (TRADITIONAL.contains(lower)) {
            return "zh-Hant";
        }
        String primary = lower.split("-", 2)[0];
        String known = FORMS.getOrDefault(lower, primary.equals("zh") ? "zh-Hans" : primary);
        return known.equals("no") ? "nb" : known;
    }
}
