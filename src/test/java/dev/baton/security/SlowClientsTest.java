package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers that take their time, many more of them than the server has threads. */
class SlowClientsTest {

    private static final int MANY = 300;
    private static final String KEY = "X-API-Key: " + DoorOnTomcat.KEY + "\r\n";
    private static final String POST =
            "POST /handovers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + KEY;

    private final DoorOnTomcat server = new DoorOnTomcat(Duration.ofSeconds(2));
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();
    private final List<Socket> slow = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        drip.shutdownNow();
        for (Socket socket : slow) {
            socket.close();
        }
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /handovers HTTP/1.1\r\nX-A: ",
                POST + "Content-Length: 1000\r\n\r\n",
                "POST /targets/desk/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
                "POST /handovers HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n",
                "POST /nowhere HTTP/1.1\r\nHost: x\r\n" + KEY + "Content-Length: 1000\r\n\r\n"
            })
    void some_hundred_that_drip_hold_up_nobody_and_are_sent_away(String beginning) throws Exception {
        for (int i = 0; i < MANY; i++) {
            slow.add(begin(beginning));
        }
        drip.scheduleWithFixedDelay(this::dripOnce, 200, 200, TimeUnit.MILLISECONDS);

        for (int i = 0; i < 20; i++) {
            assertThat(healthy()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(15)).until(this::allAreSentAway);
        assertThat(healthy()).isEqualTo(200);
    }

    @Test
    void a_body_that_comes_in_pieces_is_taken_whole() throws Exception {
        for (String framing : List.of(
                "Content-Length: 8\r\n\r\n|[1,|2,3]| ",
                "Transfer-Encoding: chunked\r\n\r\n|5\r|\n[1,2,\r\n4|\r\n3]  \r\n0\r\n|\r\n")) {
            server.reached().clear();
            try (Socket socket = server.connect()) {
                String[] parts = (POST + "Connection: close\r\n" + framing).split("\\|");
                for (String part : parts) {
                    socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                assertThat(answer(socket)).startsWith("HTTP/1.1 200");
            }
            assertThat(server.reached()).hasSize(1);
            assertThat(server.reached().get(0)).startsWith("POST /handovers [1,2,3]");
        }
    }

    @Test
    void a_body_that_is_too_slow_is_told_so_and_reaches_nobody() throws Exception {
        try (Socket socket = begin(POST + "Content-Length: 1000\r\n\r\n{")) {
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 408")
                    .contains("urn:baton:problem:too-slow", "found no end of the body within 2 seconds");
        }
        assertThat(server.reached()).isEmpty();
    }

    @Test
    void a_caller_without_a_key_reads_why_although_it_still_sends() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/handovers"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[1_500_000]))
                .build();

        for (int i = 0; i < 10; i++) {
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_caller_that_waits_to_be_asked_for_its_body_is_asked() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/handovers"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", DoorOnTomcat.KEY)
                .expectContinue(true)
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofString("{\"a\": 1}"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.reached()).containsExactly("POST /handovers {\"a\": 1}");
    }

    @Test
    void a_body_that_nobody_wants_is_no_reason_not_to_read_the_answer() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/elsewhere"))
                .header("X-API-Key", DoorOnTomcat.KEY)
                .POST(BodyPublishers.ofByteArray(new byte[100_000]))
                .build();
        HttpClient client = HttpClient.newHttpClient();

        for (int i = 0; i < 20; i++) {
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("ok");
        }
    }

    private Socket begin(String beginning) throws IOException {
        Socket socket = server.connect();
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private int healthy() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/handovers"))
                .header("Content-Type", "application/json")
                .header("X-API-Key", DoorOnTomcat.KEY)
                .timeout(Duration.ofSeconds(1))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private void dripOnce() {
        for (Socket socket : slow) {
            try {
                socket.getOutputStream().write('x');
            } catch (IOException e) {
                // Sent away.
            }
        }
    }

    private boolean allAreSentAway() {
        return slow.stream().allMatch(SlowClientsTest::isSentAway);
    }

    /** Whoever was sent away gets a reset for what it still sends. */
    private static boolean isSentAway(Socket socket) {
        try {
            socket.getOutputStream().write('x');
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
