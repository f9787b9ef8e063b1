package dev.baton.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Talks to a running gateway. */
final class GatewayClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int LARGEST = 16 * 1024 * 1024;

    private final URI base;
    private final @Nullable String key;
    // Redirects are not followed: the key is for this gateway only.
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    GatewayClient(URI base, @Nullable String key) {
        this.base = base;
        this.key = key;
    }

    /** What the gateway said. @param body a problem document when it did not do what was asked */
    record Answer(int status, JsonNode body) {

        boolean isGood() {
            return status >= 200 && status < 300;
        }
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET());
    }

    Answer post(String path, JsonNode body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER);
        return key == null ? request : request.header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Answer(response.statusCode(), read(body.readNBytes(LARGEST + 1)));
            }
        } catch (JsonProcessingException e) {
            throw new GatewayAwayException(base + " did not answer as a gateway does.");
        } catch (IOException e) {
            throw new GatewayAwayException("No gateway answers at " + base + ". Is it running, and is --url right?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayAwayException("Interrupted while waiting for " + base + ".");
        }
    }

    private JsonNode read(byte[] body) throws IOException {
        JsonNode read = body.length > LARGEST ? null : JSON.readTree(body);
        if (read == null || !read.isObject()) {
            throw new GatewayAwayException(base + " did not answer as a gateway does.");
        }
        return read;
    }

    /** There is no gateway, or none that answers. The message is for people. */
    static final class GatewayAwayException extends RuntimeException {

        GatewayAwayException(String message) {
            super(message, null, false, false);
        }
    }
}
