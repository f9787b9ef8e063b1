package dev.baton.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A translation server of both kinds, whose translations are the text with "[to]" before it, or what a test wants. */
final class TranslatorStub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile UnaryOperator<String> translation = text -> "> " + text;
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    TranslatorStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    record Asked(String path, String authorization, JsonNode body) {}

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked so far about texts that contain this one. */
    List<Asked> asked(String text) {
        return asked.stream()
                .filter(one -> one.body().toString().contains(text))
                .toList();
    }

    void translates(UnaryOperator<String> how) {
        translation = how;
        status = 200;
    }

    void answersWith(int status) {
        this.status = status;
    }

    /** Answers nothing until the returned latch is counted down. */
    CountDownLatch hangs() {
        gate = new CountDownLatch(1);
        return gate;
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            JsonNode body = JSON.readTree(call.getRequestBody());
            asked.add(new Asked(
                    call.getRequestURI().toString(),
                    String.valueOf(call.getRequestHeaders().getFirst("Authorization")),
                    body));
            gate.await();
            byte[] answer = JSON.writeValueAsBytes(answer(body));
            call.getResponseHeaders().set("Content-Type", "application/json");
            call.sendResponseHeaders(status, answer.length);
            call.getResponseBody().write(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ObjectNode answer(JsonNode body) {
        ObjectNode answer = JSON.createObjectNode();
        if (body.has("q")) {
            return answer.put("translatedText", translation.apply(body.path("q").asText()));
        }
        answer.putArray("translations")
                .addObject()
                .put("detected_source_language", "EN")
                .put("text", translation.apply(body.path("text").path(0).asText()));
        return answer;
    }

    @Override
    public void close() {
        gate.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
