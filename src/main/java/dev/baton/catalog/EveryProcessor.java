package dev.baton.catalog;

import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Does the same with many things at once, as a start with many connectors needs it. */
final class EveryProcessor {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private EveryProcessor() {}

    /**
     * @param work must not throw
     * @return the results by the things themselves, compared by identity
     */
    static <T, R> Map<T, R> map(Collection<T> things, Function<T, R> work) {
        Map<T, R> results = new IdentityHashMap<>();
        if (things.size() <= 1) {
            things.forEach(thing -> results.put(thing, work.apply(thing)));
            return results;
        }
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(processors, things.size()));
        try {
            Map<T, Future<R>> started = new IdentityHashMap<>();
            things.forEach(thing -> started.put(thing, threads.submit(() -> work.apply(thing))));
            for (Map.Entry<T, Future<R>> future : started.entrySet()) {
                results.put(future.getKey(), future.getValue().get(LONGEST.toSeconds(), TimeUnit.SECONDS));
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped in the middle of the connectors", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The connectors could not be built", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
