package dev.baton.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Closed-loop clients: each posts a handover, waits for the answer, and posts the next. One thread drives them all over
 * keep-alive connections.
 */
final class Load implements AutoCloseable {
    /** How long an answer may still come after the time is up; what has not come by then is an error. */
    private static final Duration GRACE = Duration.ofSeconds(35);

    private final Selector selector = Selector.open();
    private final List<Caller> callers = new ArrayList<>();

    Load(int port, int clients, RequestTemplate template) throws IOException {
        InetSocketAddress gateway = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < clients; i++) {
            callers.add(new Caller(gateway, selector, template));
        }
    }

    /** Posts for that long, then lets the calls under way finish. */
    LoadResult run(Duration time) throws IOException {
        LoadResult result = new LoadResult(time);
        long deadline = System.nanoTime() + time.toNanos();
        long giveUp = deadline + GRACE.toNanos();
        for (Caller caller : callers) {
            caller.send(result);
        }
        while (System.nanoTime() < deadline || waiting() > 0 && System.nanoTime() < giveUp) {
            selector.select(key -> proceed(key, result, deadline), 100);
        }
        result.unanswered(waiting());
        hangUp();
        return result;
    }

    @Override
    public void close() throws IOException {
        hangUp();
        selector.close();
    }

    /** A gateway closes idle connections when it likes, so that each run starts with new ones. */
    private void hangUp() {
        callers.forEach(Caller::close);
    }

    private long waiting() {
        return callers.stream().filter(Caller::waiting).count();
    }

    private static void proceed(SelectionKey key, LoadResult result, long deadline) {
        Caller caller = (Caller) key.attachment();
        long now = System.nanoTime();
        if (caller.receive(result, now < deadline) && now < deadline) {
            caller.send(result);
        }
    }
}
