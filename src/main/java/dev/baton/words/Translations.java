package dev.baton.words;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.baton.mapping.MessageTemplate;
import dev.baton.mapping.MessageTemplate.Parts;
import dev.baton.vendor.UnexpectedStatusException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Templates in other languages, each asked for once and kept for a while. Nobody waits longer than the time that was
 * set, however many ask; a translator that keeps failing is left alone, and then nobody waits at all.
 */
final class Translations {

    private static final Logger LOG = LoggerFactory.getLogger(Translations.class);

    private final Translator translator;
    private final Duration within;
    private final Executor threads;
    private final CircuitBreaker breaker;
    private final MeterRegistry meters;
    private final Cache<Key, Flight> kept;

    /** @param threads bounded; what it has no thread for is refused at once */
    Translations(
            Translator translator,
            TranslateProperties properties,
            Executor threads,
            CircuitBreaker breaker,
            MeterRegistry meters) {
        this.translator = translator;
        this.within = properties.within();
        this.threads = threads;
        this.breaker = breaker;
        this.meters = meters;
        this.kept = Caffeine.newBuilder()
                .maximumSize(properties.keep())
                .expireAfterWrite(properties.keepFor())
                .executor(Runnable::run)
                .build();
    }

    private record Key(String template, boolean ssml, @Nullable String from, String to) {}

    /** @param began of {@link System#nanoTime} */
    private record Flight(CompletableFuture<Parts> translation, long began) {}

    /**
     * @param from absent when nobody knows the template's language
     * @return empty when there is no translation in time
     */
    Optional<Parts> translate(String template, boolean ssml, @Nullable String from, String to) {
        Key key = new Key(template, ssml, from, translator.target(to));
        Flight known = kept.getIfPresent(key);
        Flight flight = known == null ? kept.get(key, this::begin) : known;
        try {
            Parts parts = flight.translation().get(left(flight), TimeUnit.NANOSECONDS);
            count(known == null ? "translated" : "kept");
            return Optional.of(parts);
        } catch (TimeoutException e) {
            count("too_late");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof NotTranslatableException)) {
                kept.asMap().remove(key, flight);
            }
            count(e.getCause() instanceof LeftAloneException ? "left_alone" : "failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Who comes when the time of a translation is over does not wait for it once more. */
    private long left(Flight flight) {
        return Math.max(0, within.toNanos() - (System.nanoTime() - flight.began()));
    }

    private Flight begin(Key key) {
        long began = System.nanoTime();
        if (!breaker.tryAcquirePermission()) {
            return new Flight(CompletableFuture.failedFuture(new LeftAloneException()), began);
        }
        CompletableFuture<Parts> translation = new CompletableFuture<>();
        try {
            threads.execute(() -> run(key, translation));
        } catch (RejectedExecutionException e) {
            breaker.releasePermission();
            return new Flight(CompletableFuture.failedFuture(new LeftAloneException()), began);
        }
        translation
                .copy()
                .orTimeout(within.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((done, thrown) -> judge(System.nanoTime() - began, thrown));
        return new Flight(translation, began);
    }

    private void run(Key key, CompletableFuture<Parts> translation) {
        try {
            translation.complete(translated(key));
        } catch (Exception | LinkageError e) {
            LOG.warn("A message was not translated into {}: {}", key.to(), shown(e));
            translation.completeExceptionally(e);
        }
    }

    private Parts translated(Key key) throws Exception {
        ProtectedText text = ProtectedText.of(key.template(), key.ssml());
        if (!text.hasWords()) {
            return MessageTemplate.parts(key.template());
        }
        Marks marks = translator.marks();
        String answer = translator.translate(text.marked(marks), text.hasMarks(), key.from(), key.to());
        return text.restored(answer, marks)
                .orElseThrow(() -> new NotTranslatableException("a variable of the text did not come back once", null));
    }

    /** @param thrown also when the time is over and the translation is not */
    private void judge(long nanos, @Nullable Throwable thrown) {
        if (thrown == null || thrown.getCause() instanceof NotTranslatableException) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, thrown);
        }
    }

    /** What others wrote may repeat the text, which a bot may have written about its customer. */
    private static String shown(Throwable e) {
        boolean ours = e.getClass() == IOException.class
                || e instanceof UnexpectedStatusException
                || e instanceof NotTranslatableException;
        return ours ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName();
    }

    private void count(String outcome) {
        meters.counter("handover.translations", "outcome", outcome).increment();
    }

    /** Nothing was asked. */
    private static final class LeftAloneException extends RuntimeException {

        LeftAloneException() {
            super("The translator is left alone", null, false, false);
        }
    }
}
