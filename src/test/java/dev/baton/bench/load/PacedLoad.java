package dev.baton.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Handovers at a fixed rate, whether or not the ones before were answered, over a bounded number of connections. What
 * finds none of them free is late, and is posted when one is.
 */
final class PacedLoad implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(35);

    private final Selector selector = Selector.open();
    private final List<Caller> callers = new ArrayList<>();
    private final Deque<Caller> idle = new ArrayDeque<>();
    private final double perSecond;

    PacedLoad(int port, int connections, double perSecond, RequestTemplate template) throws IOException {
        this.perSecond = perSecond;
        InetSocketAddress gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < connections; i++) {
            Caller caller = new Caller(gateway, selector, template);
            callers.add(caller);
            idle.add(caller);
        }
    }

    /** Posts for that long, or until it is interrupted, then lets the calls under way finish. */
    LoadResult run(Duration time) throws IOException {
        LoadResult result = new LoadResult(time);
        long began = System.nanoTime();
        long sent = 0;
        while (System.nanoTime() - began < time.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            long due = (long) ((System.nanoTime() - began) / 1e9 * perSecond);
            for (; sent < due && !idle.isEmpty(); sent++) {
                idle.poll().send(result);
            }
            selector.select(key -> receive(key, result, true), 1);
        }
        long giveUp = System.nanoTime() + GRACE.toNanos();
        while (callers.stream().anyMatch(Caller::waiting) && System.nanoTime() < giveUp) {
            selector.select(key -> receive(key, result, false), 100);
        }
        result.unanswered(callers.stream().filter(Caller::waiting).count());
        return result;
    }

    @Override
    public void close() throws IOException {
        callers.forEach(Caller::close);
        selector.close();
    }

    private void receive(SelectionKey key, LoadResult result, boolean inTime) {
        Caller caller = (Caller) key.attachment();
        boolean waited = caller.waiting();
        if (caller.receive(result, inTime) && waited) {
            idle.add(caller);
        }
    }
}
