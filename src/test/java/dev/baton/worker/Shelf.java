package dev.baton.worker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A single lane of words, kept in memory. */
final class Shelf implements LeasedQueue<String, String> {

    final Queue<String> due = new ConcurrentLinkedQueue<>();
    final List<String> begun = new CopyOnWriteArrayList<>();
    final List<String> released = new CopyOnWriteArrayList<>();
    volatile Runnable onClaim = () -> {};
    volatile Consumer<String> work = word -> {};
    volatile Runnable onAbort = () -> {};

    @Override
    public String name() {
        return "Words";
    }

    @Override
    public String name(String word) {
        return "The word " + word;
    }

    @Override
    public List<String> lanes(Instant now, Collection<String> except, int limit) {
        return due.isEmpty() || except.contains("lane") ? List.of() : List.of("lane");
    }

    @Override
    public List<String> claim(String lane, Instant now, int limit) {
        List<String> taken = new ArrayList<>();
        while (taken.size() < limit && !due.isEmpty()) {
            taken.add(due.remove());
        }
        onClaim.run();
        return taken;
    }

    @Override
    public void run(String word, CircuitBreaker breaker) {
        begun.add(word);
        work.accept(word);
    }

    @Override
    public void release(String word, Instant now) {
        released.add(word);
    }

    @Override
    public void abort() {
        onAbort.run();
    }
}
