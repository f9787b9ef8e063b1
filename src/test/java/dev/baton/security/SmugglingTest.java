package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end a proxy before us could see elsewhere (RFC 9112, 6.3 and 11.2). Each is followed by a second one, which
 * a proxy would take for the first one's body; it must never be served.
 */
class SmugglingTest {

    private static final String SECOND =
            "GET /smuggled HTTP/1.1\r\nHost: x\r\nX-API-Key: " + DoorOnTomcat.KEY + "\r\n\r\n";

    private static DoorOnTomcat server;

    @BeforeAll
    static void start() {
        server = new DoorOnTomcat(Duration.ofSeconds(2));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.reached().clear();
    }

    static Stream<Arguments> ambiguous() {
        return Stream.of(
                post("two lengths", "Content-Length: 2\r\nContent-Length: 70\r\n\r\n{}"),
                post("two lengths in one", "Content-Length: 2, 70\r\n\r\n{}"),
                post("the same length twice", "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
                post("a signed length", "Content-Length: +2\r\n\r\n{}"),
                post("a negative length", "Content-Length: -2\r\n\r\n{}"),
                post("a hexadecimal length", "Content-Length: 0x2\r\n\r\n{}"),
                post("an endless length", "Content-Length: 99999999999999999999\r\n\r\n{}"),
                post("a space before the colon", "Content-Length : 2\r\n\r\n{}"),
                post("a folded length", "Content-Length:\r\n 2\r\n\r\n{}"),
                post("a lone CR", "X-A: b\rContent-Length: 2\r\n\r\n{}"),
                post("a zero byte", "X-A: b\0\r\nContent-Length: 2\r\n\r\n{}"),
                post("an unknown coding", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
                post("a hidden coding", "Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n"),
                post("chunked not last", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
                post("chunked twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                post("length and coding", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                post("coding and length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
                post("a chunk that says less", "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n"),
                post("a chunk ended by LF", "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n"),
                post("a chunk's size with a sign", "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n"),
                post("a chunk's size with 0x", "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n"),
                post(
                        "a chunk's size beyond counting",
                        "Transfer-Encoding: chunked\r\n\r\n100000002\r\n{}\r\n0\r\n\r\n"),
                Arguments.of(
                        "a coding in HTTP/1.0",
                        head("POST /handovers HTTP/1.0") + "Connection: keep-alive\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("no host", "GET / HTTP/1.1\r\n\r\n"),
                Arguments.of("two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n"),
                Arguments.of("a foreign host in the line", "GET http://y/ HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("a space in the line", "GET / x HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("another protocol", "GET / HTTP/7.3\r\nHost: x\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void what_can_be_read_in_two_ways_is_refused_or_ends_the_connection(String name, String request) throws Exception {
        String answer = send(request + SECOND);

        assertThat(server.reached()).noneMatch(reached -> reached.contains("/smuggled"));
        assertThat(answer.split("HTTP/1\\.[01] \\d{3}", -1)).as(answer).hasSizeLessThanOrEqualTo(2);
        if (!name.equals("length and coding") && !name.equals("coding and length")) {
            assertThat(server.reached()).isEmpty();
        }
    }

    @Test
    void with_both_a_length_and_a_coding_the_chunks_count_and_the_connection_ends() throws Exception {
        send(head("POST /handovers HTTP/1.1")
                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" + SECOND);

        assertThat(server.reached()).isSubsetOf(List.of("POST /handovers {}"));
    }

    @Test
    void a_folded_line_belongs_to_the_one_before() throws Exception {
        String answer = send(head("POST /handovers HTTP/1.1")
                + "Connection: close\r\nX-A: b\r\n Content-Length: 90\r\nContent-Length: 2\r\n\r\n{}" + SECOND);

        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(server.reached()).containsExactly("POST /handovers {}");
    }

    @Test
    void two_clear_requests_are_served_in_their_order() throws Exception {
        String answer = send(head("POST /handovers HTTP/1.1") + "Content-Length: 2\r\n\r\n{}"
                + SECOND.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(server.reached()).containsExactly("POST /handovers {}", "GET /smuggled ");
        assertThat(answer.split("HTTP/1.1 200", -1)).hasSize(3);
    }

    @Test
    void what_is_refused_before_its_body_was_read_ends_the_connection() throws Exception {
        String answer = send("POST /handovers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 500\r\n\r\n" + SECOND);

        assertThat(answer).startsWith("HTTP/1.1 401");
        assertThat(server.reached()).isEmpty();
    }

    @Test
    void a_head_that_is_too_large_is_refused() throws Exception {
        assertThat(send("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(send("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(send("GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n".repeat(200) + "\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    private static Arguments post(String name, String rest) {
        return Arguments.of(name, head("POST /handovers HTTP/1.1") + rest);
    }

    private static String head(String line) {
        return line + "\r\nHost: x\r\nX-API-Key: " + DoorOnTomcat.KEY + "\r\nContent-Type: application/json\r\n";
    }

    /** Everything that comes back until the server ends the connection, which it must. */
    private static String send(String bytes) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            StringBuilder answer = new StringBuilder();
            try {
                for (int c = socket.getInputStream().read();
                        c >= 0;
                        c = socket.getInputStream().read()) {
                    answer.append((char) c);
                }
            } catch (SocketException e) {
                // Ended with a reset, because there was more to read.
            }
            return answer.toString();
        }
    }
}
