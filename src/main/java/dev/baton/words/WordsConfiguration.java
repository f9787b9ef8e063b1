package dev.baton.words;

import dev.baton.catalog.Catalog;
import dev.baton.handover.Channel;
import dev.baton.isolation.SteadyClock;
import dev.baton.problem.StartRefusedException;
import dev.baton.target.Step;
import dev.baton.target.StepActions;
import dev.baton.target.Wording;
import dev.baton.vendor.ConfiguredPost;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Puts together who writes the last words to a customer. */
@Configuration(proxyBeanMethods = false)
class WordsConfiguration {

    private static final int CALLS_JUDGED = 10;
    private static final int CALLS_BEFORE_JUDGING = 5;
    private static final int IDLE_SECONDS = 10;

    @Bean
    FinalMessages finalMessages(
            LanguageProperties languages,
            TranslateProperties translate,
            ProducerTemplate template,
            MeterRegistry meters) {
        Translations translations = translate.isOn()
                ? new Translations(
                        translator(translate, template), translate, threads(translate), breaker(translate), meters)
                : null;
        return new FinalMessages(new LanguageDetector(languages.detect()), translations, translate.from());
    }

    /** Who needs the model of languages has it before the first customer comes; nobody waits for it, not even the start. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> languageModel(FinalMessages messages, Catalog catalog) {
        return ready -> {
            if (messages.translates()
                    || catalog.serving().configuration().steps().values().stream()
                            .anyMatch(WordsConfiguration::hasLanguages)) {
                CustomizableThreadFactory factory = new CustomizableThreadFactory("language-model-");
                factory.setDaemon(true);
                factory.newThread(messages::prepare).start();
            }
        };
    }

    /** The endpoint is looked for when the components are set up, and before the first handover. */
    @Bean
    CamelContextConfiguration translatorEndpoint(TranslateProperties translate) {
        return new TranslatorEndpoint(translate.uri());
    }

    /** Whoever opens the actuator's env or configprops does not open the translator's key. */
    @Bean
    SanitizingFunction translatorKeyStaysHidden() {
        return data ->
                data.getLowerCaseKey().replace("_", ".").endsWith("translate.key") ? data.withSanitizedValue() : data;
    }

    private static boolean hasLanguages(Step step) {
        return hasLanguages(step.message()) || hasLanguages(StepActions.of(step).closing());
    }

    private static boolean hasLanguages(@Nullable Wording words) {
        return words != null
                && Arrays.stream(Channel.values())
                        .anyMatch(channel -> words.on(channel).size() > 1);
    }

    private static Translator translator(TranslateProperties properties, ProducerTemplate template) {
        String uri = properties.uri();
        if (uri != null) {
            return new CamelTranslator(template, uri);
        }
        return properties.service() == TranslateProperties.Service.DEEPL ? deepL(properties) : libre(properties);
    }

    private static Translator deepL(TranslateProperties properties) {
        String key = properties.key();
        if (key == null || key.isBlank()) {
            throw new StartRefusedException(
                    "baton.translate.key: found nothing, expected DeepL's key, as in" + " ${DEEPL_KEY} or from a file");
        }
        // DeepL's own rule: keys of the free plan end so, and only its other host takes them.
        String own = key.strip().endsWith(":fx") ? "https://api-free.deepl.com" : "https://api.deepl.com";
        return new DeepL(post(properties, own, "/v2/translate"), key.strip());
    }

    private static Translator libre(TranslateProperties properties) {
        String key = properties.key();
        return new LibreTranslate(
                post(properties, "https://libretranslate.com", "/translate"),
                key == null || key.isBlank() ? null : key.strip());
    }

    private static ConfiguredPost post(TranslateProperties properties, String own, String path) {
        String base = properties.url() == null ? own : properties.url().replaceFirst("/+$", "");
        try {
            return new ConfiguredPost(base + path, properties.limits());
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException("baton.translate.url: " + e.getMessage(), e);
        }
    }

    /** What has no thread is not translated: a request would wait for it in vain. */
    private static Executor threads(TranslateProperties properties) {
        CustomizableThreadFactory factory = new CustomizableThreadFactory("translate-");
        factory.setDaemon(true);
        return new ThreadPoolExecutor(
                0, properties.atOnce(), IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    private static CircuitBreaker breaker(TranslateProperties properties) {
        return CircuitBreaker.of(
                "translator",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_JUDGED)
                        .minimumNumberOfCalls(CALLS_BEFORE_JUDGING)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(properties.breakerPause())
                        .clock(new SteadyClock())
                        .writableStackTraceEnabled(false)
                        .build());
    }
}
