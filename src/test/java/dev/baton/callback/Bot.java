package dev.baton.callback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A bot's own server: remembers what it is told, in order, and answers what it is asked to, by path. */
final class Bot implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param headers by their names in lower case */
    record Told(String path, Map<String, String> headers, byte[] body) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String state() {
            return json().at("/data/state").asText();
        }
    }

    /** @param headers names and values in turn */
    record Answer(int status, String... headers) {
        static final Answer OK = new Answer(204);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Told, Answer>> answers = new ConcurrentHashMap<>();

    private Bot(HttpServer server) {
        this.server = server;
    }

    static Bot start() throws IOException {
        return start(0);
    }

    static Bot start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 200);
        Bot bot = new Bot(server);
        server.createContext("/", bot::take);
        server.setExecutor(bot.threads);
        server.start();
        return bot;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** The answer may take its time; what is told counts as told before it. */
    void answers(String path, Function<Told, Answer> answer) {
        answers.put(path, answer);
    }

    List<Told> told(String path) {
        return told.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new ConcurrentHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        Told one = new Told(
                exchange.getRequestURI().getPath(),
                headers,
                exchange.getRequestBody().readAllBytes());
        told.add(one);
        Answer answer = answers.getOrDefault(one.path(), any -> Answer.OK).apply(one);
        for (int i = 0; i < answer.headers().length; i += 2) {
            exchange.getResponseHeaders().add(answer.headers()[i], answer.headers()[i + 1]);
        }
        byte[] body = answer.status() == 200 ? "x".repeat(200_000).getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        } catch (IOException gone) {
            // Who throws answers away need not read them.
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
