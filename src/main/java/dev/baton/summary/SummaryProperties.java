package dev.baton.summary;

import dev.baton.problem.StartRefusedException;
import dev.baton.target.SummaryWay;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * How summaries are made where the bot gives none and the step does not say how.
 *
 * @param otherwise the way of steps that do not say it; absent for the model where there is one, else from the transcript
 * @param url where an interface like OpenAI's begins, such as {@code https://api.openai.com/v1}; absent when there is no
 *     model
 * @param key what authorizes us there; absent when nothing needs to
 * @param model its name there
 * @param within how long a handover waits for the model, 100 ms to 10 s
 * @param atOnce questions to the model under way at the same time, 1 to 100
 * @param maxTokens the longest answer, in the model's tokens, up to 4,000; 0 where the model knows no such parameter
 */
@ConfigurationProperties("baton.summary")
public record SummaryProperties(
        @Name("default") @Nullable SummaryWay otherwise,
        @Nullable String url,
        @Nullable String key,
        @Nullable String model,
        @DefaultValue("3s") Duration within,
        @DefaultValue("8") int atOnce,
        @DefaultValue("300") int maxTokens) {

    private static final String NAME = "baton.summary.";
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_TOKENS = 4_000;

    public SummaryProperties {
        url = stripped(url);
        key = stripped(key);
        model = stripped(model);
        if (url == null && otherwise == SummaryWay.MODEL) {
            throw new StartRefusedException(NAME + "default=model: expected " + NAME + "url, where the model is");
        }
        if (url != null && model == null) {
            throw new StartRefusedException(NAME + "url without " + NAME + "model: expected the model's name");
        }
        if (within.compareTo(SHORTEST) < 0 || within.compareTo(LONGEST) > 0) {
            throw new StartRefusedException(NAME + "within=" + within.toMillis() + "ms: expected 100ms to 10s");
        }
        between(1, MOST_AT_ONCE, "at-once", atOnce);
        between(0, MOST_TOKENS, "max-tokens", maxTokens);
    }

    /** What holds for steps that do not say how. */
    public SummaryWay usual() {
        if (otherwise != null) {
            return otherwise;
        }
        return url == null ? SummaryWay.EXTRACT : SummaryWay.MODEL;
    }

    /**
     * Where chats are completed; absent when there is no model.
     *
     * @throws StartRefusedException when it is no address that can be called
     */
    @Nullable
    URI address() {
        if (url == null) {
            return null;
        }
        try {
            URI address = new URI(url.replaceAll("/+$", "") + "/chat/completions");
            boolean http =
                    "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
            if (http
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw refused(e);
        }
        throw refused(null);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SummaryProperties[url=" + url + ", model=" + model + ", within=" + within + "]";
    }

    private static StartRefusedException refused(@Nullable URISyntaxException cause) {
        return new StartRefusedException(
                NAME + "url: expected an address such as https://api.openai.com/v1, without user and query", cause);
    }

    private static @Nullable String stripped(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static void between(int least, int most, String name, int found) {
        if (found < least || found > most) {
            throw new StartRefusedException(NAME + name + "=" + found + ": expected " + least + " to " + most);
        }
    }
}
