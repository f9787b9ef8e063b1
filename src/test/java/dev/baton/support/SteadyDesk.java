package dev.baton.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A desk of the kind of {@link FallbackDesks} that remembers nothing of a call but the handover's id. */
public final class SteadyDesk implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> handovers = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Duration delay;

    /** @param delay how long each call takes; as long as the desk is open there is none that takes longer */
    public SteadyDesk(Duration delay) throws IOException {
        this.delay = delay;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    /** A line of {@code targets.yaml}. */
    public String target(String name, String more) {
        return "  %s: {connector: desk, settings: {url: \"http://127.0.0.1:%d\"}%s}\n"
                .formatted(name, server.getAddress().getPort(), more);
    }

    /** The ids of those that have arrived. */
    public Set<String> handovers() {
        return handovers;
    }

    private void take(HttpExchange call) throws IOException {
        try (call) {
            handovers.add(JSON.readTree(call.getRequestBody()).path("handover").asText());
            if (closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            byte[] answer = "{\"id\": \"1\"}".getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(200, answer.length);
            call.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
