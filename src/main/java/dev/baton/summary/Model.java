package dev.baton.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.isolation.SteadyClock;
import dev.baton.vendor.JsonPost;
import dev.baton.vendor.VendorHttp;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A language model behind an interface like OpenAI's, which is asked for summaries. A few questions are under way at a
 * time, on threads of their own, so that whoever asks waits no longer than he wants to, whatever hangs; while too many
 * fail, nothing is asked for half a minute.
 */
final class Model implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("summary");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WAITING_FOR_EACH = 16;
    private static final int MAX_ANSWER_BYTES = 256 * 1024;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final String name;
    private final Prompt prompt;
    private final Duration within;
    private final JsonPost http;
    private final ThreadPoolExecutor threads;
    private final CircuitBreaker breaker = breaker();

    Model(SummaryProperties properties, URI address, String name) {
        this.name = name;
        this.prompt = new Prompt(name, properties.maxTokens());
        this.within = properties.within();
        Map<String, String> headers =
                properties.key() == null ? Map.of() : Map.of("Authorization", "Bearer " + properties.key());
        int millis = (int) within.toMillis();
        this.http = new JsonPost(
                address, headers, new VendorHttp.Limits(properties.atOnce(), millis, millis, millis, MAX_ANSWER_BYTES));
        this.threads = threads(properties.atOnce());
    }

    /** What came of a question. */
    sealed interface Result {

        /** @param text 1 to {@value Summary#LONGEST} characters */
        record Made(String text) implements Result {}

        /**
         * @param outcome a word for the metric
         * @param problem for people, without anything of the conversation
         */
        record NotMade(String outcome, String problem) implements Result {}
    }

    String name() {
        return name;
    }

    /** @param said at least one message */
    Result ask(List<Said> said) {
        if (!breaker.tryAcquirePermission()) {
            return new Result.NotMade(
                    "resting", "The model is left alone for a while, since too many questions failed.");
        }
        long began = System.nanoTime();
        Future<JsonPost.Answer> asked;
        try {
            asked = threads.submit(() -> http.post(json(said)));
        } catch (RejectedExecutionException e) {
            breaker.releasePermission();
            return new Result.NotMade("busy", "Too many handovers wait for the model.");
        }
        return result(asked, began);
    }

    private Result result(Future<JsonPost.Answer> asked, long began) {
        try {
            return result(asked.get(within.toNanos(), TimeUnit.NANOSECONDS), began);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return failed(began, "late", "The model did not answer within " + within.toMillis() + " ms.");
        } catch (ExecutionException e) {
            // The kind alone: a message may show what was sent or where.
            String kind = String.valueOf(
                    e.getCause() == null ? e : e.getCause().getClass().getSimpleName());
            return failed(began, "failed", "The model could not be asked: " + kind + ".");
        } catch (InterruptedException e) {
            asked.cancel(true);
            breaker.releasePermission();
            Thread.currentThread().interrupt();
            return new Result.NotMade("late", "The gateway is stopping.");
        }
    }

    private Result result(JsonPost.Answer answer, long began) {
        if (answer.status() != 200) {
            return failed(began, "failed", "The model's server answered with status " + answer.status() + ".");
        }
        Optional<String> text = ModelAnswer.text(answer.body());
        if (text.isEmpty()) {
            return failed(began, "failed", "The model's answer has no text.");
        }
        breaker.onSuccess(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        return new Result.Made(text.get());
    }

    private Result failed(long began, String outcome, String problem) {
        breaker.onError(System.nanoTime() - began, TimeUnit.NANOSECONDS, new IOException(outcome));
        LOG.debug("A summary was not made by the model {}: {}", name, problem);
        return new Result.NotMade(outcome, problem);
    }

    private byte[] json(List<Said> said) {
        try {
            return JSON.writeValueAsBytes(prompt.of(said));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ThreadPoolExecutor threads(int atOnce) {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                atOnce, atOnce, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_FOR_EACH * atOnce), work -> {
                    Thread thread = new Thread(work, "summary-model");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private CircuitBreaker breaker() {
        CircuitBreaker made = CircuitBreaker.of(
                "summary",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(20)
                        .minimumNumberOfCalls(10)
                        .permittedNumberOfCallsInHalfOpenState(2)
                        .waitDurationInOpenState(PAUSE)
                        .clock(new SteadyClock())
                        .writableStackTraceEnabled(false)
                        .build());
        made.getEventPublisher().onStateTransition(change -> {
            switch (change.getStateTransition().getToState()) {
                case OPEN ->
                    LOG.warn("The model is not asked for summaries for {} s: too many failed", PAUSE.toSeconds());
                case CLOSED -> LOG.info("The model makes summaries again");
                default -> LOG.debug("The model: {}", change.getStateTransition());
            }
        });
        return made;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        http.close();
    }
}
