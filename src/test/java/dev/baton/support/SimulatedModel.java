package dev.baton.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with an interface like OpenAI's, which answers what it is told to. */
public final class SimulatedModel implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile int status = 200;
    private volatile String body = "";
    private volatile CountDownLatch hold = new CountDownLatch(0);

    public SimulatedModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 100);
        server.setExecutor(threads);
        server.createContext("/v1/chat/completions", this::answer);
        server.start();
        reset();
    }

    /** A question that came. */
    public record Asked(String authorization, JsonNode body) {

        /** What the model is to take for a conversation. */
        public String user() {
            return body.at("/messages/1/content").asText();
        }
    }

    /** The setting {@code baton.summary.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** Nothing was asked yet, and every question is answered at once. */
    public void reset() {
        release();
        says("The customer waits for a refund of order 5512.");
        asked.clear();
        mostAtOnce.set(0);
    }

    /** From now on, as a model does. */
    public void says(String text) {
        says(text, "stop");
    }

    public void says(String text, String finish) {
        ObjectNode choice = JSON.createObjectNode().put("index", 0).put("finish_reason", finish);
        choice.putObject("message").put("role", "assistant").put("content", text);
        ObjectNode answer = JSON.createObjectNode().put("object", "chat.completion");
        answer.putArray("choices").add(choice);
        answers(200, answer.toString());
    }

    /** From now on, whatever it is. */
    public void answers(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    /** From now on no question is answered, until {@link #release}. */
    public void hangs() {
        hold = new CountDownLatch(1);
    }

    public void release() {
        hold.countDown();
    }

    public List<Asked> asked() {
        return asked;
    }

    /** How many questions were under way at the same time. */
    public int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        mostAtOnce.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try (exchange) {
            asked.add(new Asked(
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    JSON.readTree(exchange.getRequestBody())));
            hold.await();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.decrementAndGet();
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
