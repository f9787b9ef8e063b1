package dev.baton.bench.load;

import static dev.baton.bench.load.HttpMessage.ascii;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.handover.HandoverSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskAndLoadTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private Desk desk;

    @BeforeEach
    void startDesk() throws IOException {
        desk = started(Duration.ZERO);
    }

    @AfterEach
    void stopDesk() throws IOException {
        desk.close();
    }

    @Test
    void every_call_of_the_clients_reaches_the_desk_once_with_an_id_of_its_own() throws Exception {
        byte[] body = ascii("{\"messageId\": \"" + RequestTemplate.MARK + "\"}");
        LoadResult result;
        try (Load load = new Load(desk.port(), 8, new RequestTemplate(desk.port(), body))) {
            result = load.run(SHORT);
        }

        long calls = result.statuses().getOrDefault(200, 0L);
        assertThat(calls).isPositive();
        assertThat(count()).isEqualTo(new DeskCount(calls, calls));
    }

    @Test
    void a_message_that_comes_twice_is_seen_as_doubled() throws Exception {
        post("/messages", "{\"channel\":{\"messageId\":\"m-7\"}}");
        post("/messages", "{\"channel\":{\"messageId\":\"m-7\"}}");

        assertThat(count()).isEqualTo(new DeskCount(2, 1));
        assertThat(count().doubled()).isEqualTo(1);
    }

    @Test
    void a_token_is_not_counted_as_a_message() throws Exception {
        assertThat(post("/oauth/token", "grant_type=client_credentials")).contains("\"access_token\":\"t\"");
        assertThat(count().messages()).isZero();
    }

    @Test
    void a_slow_desk_answers_after_its_delay_and_not_before() throws Exception {
        try (Desk slow = started(Duration.ofMillis(50))) {
            byte[] body = ascii("{\"messageId\":\"" + RequestTemplate.MARK + "\"}");
            try (Load load = new Load(slow.port(), 4, new RequestTemplate(slow.port(), body))) {
                long calls = load.run(SHORT).statuses().getOrDefault(200, 0L);
                assertThat(calls).isBetween(4L, 4 * SHORT.toMillis() / 50 + 4);
            }
        }
    }

    @Test
    void a_gateway_that_cannot_be_reached_shows_as_errors() throws Exception {
        int nobody = Child.freePort();
        try (Load load = new Load(nobody, 3, new RequestTemplate(nobody, RequestTemplate.handover()))) {
            assertThat(load.run(Duration.ofMillis(1)).errors()).isEqualTo(3);
        }
    }

    @Test
    void what_the_clients_post_keeps_the_contract() throws IOException {
        JsonNode handover = new ObjectMapper().readTree(RequestTemplate.handover());

        assertThat(HandoverSchema.check(handover)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 202 \r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 202 \r\ncontent-length:2\r\nConnection: keep-alive\r\n\r\n{}",
                "HTTP/1.1 202 \r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "HTTP/1.1 202 \r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 202 \r\nX-Empty:\r\n\r\n"
            })
    void a_message_is_complete_with_its_last_byte_and_not_before(String answer) throws IOException {
        assertThat(read(answer).complete()).isTrue();
        assertThat(read(answer).status()).isEqualTo(202);
        assertThat(read(answer.substring(0, answer.length() - 1)).complete()).isFalse();
    }

    @Test
    void a_connection_that_the_gateway_closes_is_noticed() throws IOException {
        HttpMessage answer = read("HTTP/1.1 202 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.complete()).isTrue();
        assertThat(answer.isLast()).isTrue();
    }

    private static HttpMessage read(String text) throws IOException {
        HttpMessage message = new HttpMessage();
        message.readFrom(Channels.newChannel(new ByteArrayInputStream(ascii(text))));
        return message;
    }

    private static Desk started(Duration delay) throws IOException {
        Desk desk = new Desk(0, delay);
        Thread thread = new Thread(() -> runQuietly(desk));
        thread.setDaemon(true);
        thread.start();
        return desk;
    }

    private static void runQuietly(Desk desk) {
        try {
            desk.run();
        } catch (IOException | RuntimeException e) {
            // Closed under its feet at the end of a test.
        }
    }

    private DeskCount count() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + desk.port() + "/count"))
                .build();
        return DeskCount.parse(http.send(request, BodyHandlers.ofString()).body());
    }

    private String post(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + desk.port() + path))
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
