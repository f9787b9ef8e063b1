package dev.baton.words;

import dev.baton.problem.StartRefusedException;
import dev.baton.vendor.VendorHttp;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who translates what the customer is told, where the words are missing in a language.
 *
 * @param service who it is; absent for nobody, or for uri
 * @param url the service's base address; absent for the service's own
 * @param uri a Camel endpoint instead of a service
 * @param key the service's key; a secret
 * @param from the language of words that are in none, a BCP 47 tag; absent to let the translator find out
 * @param within how long a handover waits for a translation, 100 ms to 10 s
 * @param atOnce translations under way at the same time, 1 to 100
 * @param keep how many translations are kept, 1 to 100,000
 * @param keepFor how long one is kept, a second or more
 * @param breakerPause how long a translator that keeps failing is left alone, a second or more
 */
@ConfigurationProperties("baton.translate")
public record TranslateProperties(
        @Nullable Service service,
        @Nullable String url,
        @Nullable String uri,
        @Nullable String key,
        @Nullable String from,
        @DefaultValue("1s") Duration within,
        @DefaultValue("8") int atOnce,
        @DefaultValue("1000") int keep,
        @DefaultValue("24h") Duration keepFor,
        @DefaultValue("30s") Duration breakerPause) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final int MAX_ANSWER_BYTES = 256 * 1024;

    public TranslateProperties {
        require(service == null || uri == null, "service", "found with baton.translate.uri, expected one of the two");
        require(within.compareTo(SHORTEST) >= 0 && within.compareTo(LONGEST) <= 0, "within", "expected 100ms to 10s");
        require(atOnce >= 1 && atOnce <= 100, "at-once", "expected 1 to 100");
        require(keep >= 1 && keep <= 100_000, "keep", "expected 1 to 100000");
        require(keepFor.compareTo(SECOND) >= 0, "keep-for", "expected 1s or more");
        require(breakerPause.compareTo(SECOND) >= 0, "breaker-pause", "expected 1s or more");
    }

    /** The services whose requests are known. */
    public enum Service {
        LIBRETRANSLATE,
        DEEPL
    }

    /** Whether anybody translates. */
    boolean isOn() {
        return service != null || uri != null;
    }

    /** A translation that comes too late for its handover may still serve the next one. */
    VendorHttp.Limits limits() {
        int millis = (int) LONGEST.toMillis();
        return new VendorHttp.Limits(atOnce, (int) within.toMillis(), millis, millis, MAX_ANSWER_BYTES);
    }

    /** Not the key. */
    @Override
    public String toString() {
        return "TranslateProperties[service=" + service + "]";
    }

    private static void require(boolean fits, String name, String expected) {
        if (!fits) {
            throw new StartRefusedException("baton.translate." + name + ": " + expected);
        }
    }
}
