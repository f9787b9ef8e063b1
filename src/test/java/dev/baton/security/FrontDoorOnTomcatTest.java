package dev.baton.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import dev.baton.security.server.GuardedProtocol;
import dev.baton.security.server.LeftoverValve;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** What mocks cannot show: framing, half-sent requests and what Tomcat makes of them. */
@ExtendWith(OutputCaptureExtension.class)
class FrontDoorOnTomcatTest {

    private static final AtomicInteger ENDED = new AtomicInteger();
    private static final AtomicInteger REACHED = new AtomicInteger();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static WebServer server;

    @BeforeAll
    static void start() {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.setProtocol(GuardedProtocol.class.getName());
        factory.addEngineValves(new LeftoverValve());
        server = factory.getWebServer(context -> {
            all(context.addFilter("ended", counting()));
            all(context.addFilter("door", new FrontDoor(new Clients(Map.of()), () -> true, type -> {})));
            ServletRegistration.Dynamic echo = context.addServlet("echo", new Echo());
            echo.setAsyncSupported(true);
            echo.addMapping("/");
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void reset() {
        REACHED.set(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_200, 1_048_576})
    void a_chunked_body_arrives_whole(int size) throws Exception {
        HttpResponse<String> response = postChunked(size);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(size + " bytes, 0 left, client local");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void a_chunked_body_is_refused_one_byte_beyond_the_limit() throws Exception {
        HttpResponse<String> response = postChunked(1_048_577);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(REACHED).hasValue(0);
    }

    @Test
    void a_declared_length_beyond_the_limit_is_refused_before_the_body_is_sent() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(post("Content-Length: 9999999999\r\n\r\n"));
            byte[] status = socket.getInputStream().readNBytes(12);

            assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"})
    void a_form_gets_a_problem_and_no_page(String type) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(uri("/handovers"))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("a=b%"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).startsWith("{\"type\":\"urn:baton:problem:unsupported-media-type\"");
        assertThat(REACHED).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 50\r\n\r\n{\"half\"",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"hal",
                "Transfer-Encoding: chunked\r\n\r\n"
            })
    void a_client_that_closes_early_leaves_no_trace(String rest, CapturedOutput output) throws Exception {
        int before = ENDED.get();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream().write(post(rest));
        }

        await().untilAtomic(ENDED, greaterThan(before));
        assertThat(REACHED).hasValue(0);
        assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}XX0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n0\r\n\r\n"
            })
    void malformed_chunks_get_a_400_and_leave_no_trace(String rest, CapturedOutput output) throws Exception {
        String answer = raw(new String(post(rest), StandardCharsets.US_ASCII));

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(REACHED).hasValue(0);
        assertThat(output.getAll()).doesNotContain("\tat ").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({"%, 400", "a=%zz, 400", "a=%25, 200", "a=%ff, 200", "a=%00, 200"})
    void an_odd_query_is_never_a_fault_of_the_gateway(String query, int status, CapturedOutput output)
            throws Exception {
        String answer = raw("GET /handovers?" + query + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(output.getAll()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE /handovers", "DELETE /handovers", "TRACE /"})
    void a_method_that_is_not_known_is_refused(String methodAndPath) throws Exception {
        assertThat(raw(methodAndPath + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
    }

    @Test
    void a_foreign_host_is_refused() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("urn:baton:problem:forbidden-host");
    }

    private static HttpResponse<String> postChunked(int size) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(uri("/handovers"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[size])))
                        .build(),
                BodyHandlers.ofString());
    }

    private static byte[] post(String rest) {
        return ("POST /handovers HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + rest)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getPort() + path);
    }

    private static void all(FilterRegistration.Dynamic filter) {
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
    }

    private static Filter counting() {
        return (request, response, chain) -> {
            try {
                chain.doFilter(request, response);
            } finally {
                ENDED.incrementAndGet();
            }
        };
    }

    private static final class Echo extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            REACHED.incrementAndGet();
            byte[] body = (byte[]) request.getAttribute(FrontDoor.BODY);
            request.getParameterMap();
            response.getWriter()
                    .print((body == null ? 0 : body.length) + " bytes, "
                            + request.getInputStream().readAllBytes().length + " left, client "
                            + request.getAttribute(FrontDoor.CLIENT));
        }
    }
}
