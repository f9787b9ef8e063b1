package dev.baton.vendor;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Vendors that are slow or endless. */
@Timeout(30)
class ExchangeBoundsTest {

    private static final int LARGEST = 1_000;
    private static final VendorHttp.Limits SHORT = new VendorHttp.Limits(1, 5_000, 5_000, 1_000, LARGEST);
    private static final VendorHttp.Limits LONG = new VendorHttp.Limits(1, 5_000, 5_000, 20_000, LARGEST);

    @RegisterExtension
    static final WireMockExtension VENDOR = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @Test
    void anAnswerThatDripsIsBrokenOffAtTheDeadline() throws Exception {
        answer(aResponse().withBody("x".repeat(400)).withChunkedDribbleDelay(400, 120_000));
        try (VendorCalls calls = VendorCalls.to(SHORT, VENDOR.baseUrl())) {
            Failure failure = calls.failure(VENDOR.baseUrl());

            assertThat(failure.failureClass()).isEqualTo(FailureClass.UNKNOWN);
            assertThat(failure.code()).isEqualTo("timeout");
            assertThat(failure.reason())
                    .isEqualTo("The target did not answer, and may have taken the handover: SocketTimeoutException: No"
                            + " complete answer within 1000 ms");
            answer(aResponse().withBody("quick"));
            assertThat(calls.post(VENDOR.baseUrl())).isEqualTo("quick");
        }
    }

    @Test
    void aVendorThatDoesNotReadIsBrokenOffAtTheDeadline() throws Exception {
        try (ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(1_024);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "http://127.0.0.1:" + server.getLocalPort();
            try (VendorCalls calls = VendorCalls.to(SHORT, url)) {
                Exchange answer = calls.send(url, calls.request(new byte[50_000_000]));

                assertThat(VendorCalls.failure(answer).code()).isEqualTo("timeout");
            }
        }
    }

    @Test
    void aVendorThatNeverFinishesTheHandshakeWasSentNothing() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "https://127.0.0.1:" + server.getLocalPort();
            try (VendorCalls calls = VendorCalls.to(SHORT, url)) {
                Failure failure = calls.failure(url);

                assertThat(failure.failureClass()).isEqualTo(FailureClass.TRY_AGAIN);
                assertThat(failure.code()).isEqualTo("unreachable");
                assertThat(failure.reason()).contains("No complete answer within 1000 ms");
            }
        }
    }

    @Test
    void endlessHeadersAreNotRead() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> vendor = CompletableFuture.runAsync(() -> sendHeadersWithoutEnd(server));
            String url = "http://127.0.0.1:" + server.getLocalPort();
            try (VendorCalls calls = VendorCalls.to(LONG, url)) {
                Failure failure = calls.failure(url);

                assertThat(failure.failureClass()).isEqualTo(FailureClass.UNKNOWN);
                assertThat(failure.reason()).contains("MessageConstraintException");
            }
            vendor.join();
        }
    }

    @Test
    void anAnswerOfTheLargestSizeIsTaken() throws Exception {
        answer(aResponse().withBody("x".repeat(LARGEST)));
        try (VendorCalls calls = VendorCalls.to(LONG, VENDOR.baseUrl())) {
            Exchange answer = calls.send(VENDOR.baseUrl(), calls.request("{}"));

            assertThat(answer.getMessage().getBody(String.class)).hasSize(LARGEST);
            // Whoever reads second finds it as well.
            assertThat(answer.getMessage().getBody(String.class)).hasSize(LARGEST);
        }
    }

    @Test
    void aLargerAnswerLeavesTheOutcomeUnknown() throws Exception {
        answer(aResponse().withBody("x".repeat(LARGEST + 1)));
        try (VendorCalls calls = VendorCalls.to(LONG, VENDOR.baseUrl())) {
            Exception thrown = thrown(calls);

            assertThat(Failures.classify(thrown, false).failureClass()).isEqualTo(FailureClass.UNKNOWN);
            assertThat(Failures.classify(thrown, false).code()).isEqualTo("answer_too_large");
            assertThat(Failures.classify(thrown, true).failureClass()).isEqualTo(FailureClass.INTEGRATOR_MUST_ACT);
            answer(aResponse().withBody("short"));
            assertThat(calls.post(VENDOR.baseUrl())).isEqualTo("short");
        }
    }

    @Test
    void theRestOfAnAnswerThatIsTooLargeIsNotWaitedFor() {
        answer(aResponse().withBody("x".repeat(60 * LARGEST)).withChunkedDribbleDelay(30, 60_000));
        try (VendorCalls calls = VendorCalls.to(LONG, VENDOR.baseUrl())) {
            assertThat(calls.failure(VENDOR.baseUrl()).code()).isEqualTo("answer_too_large");
        }
    }

    @Test
    void aRefusalIsUnderstoodHoweverLongItsPageIs() {
        answer(aResponse().withStatus(403).withBody("x".repeat(100 * LARGEST)));
        try (VendorCalls calls = VendorCalls.to(LONG, VENDOR.baseUrl())) {
            assertThat(calls.failure(VENDOR.baseUrl()).code()).isEqualTo("forbidden");
            assertThat(calls.failure(VENDOR.baseUrl()).code()).isEqualTo("forbidden");
        }
    }

    @Test
    void aCompressedAnswerIsReadAndBoundedByItsRealSize() throws Exception {
        try (VendorCalls calls = VendorCalls.to(LONG, VENDOR.baseUrl())) {
            answer(gzip("x".repeat(LARGEST)));
            assertThat(calls.post(VENDOR.baseUrl())).isEqualTo("x".repeat(LARGEST));
            answer(gzip("x".repeat(100 * LARGEST)));
            assertThat(calls.failure(VENDOR.baseUrl()).code()).isEqualTo("answer_too_large");
        }
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        VENDOR.stubFor(any(anyUrl()).willReturn(answer));
    }

    private static ResponseDefinitionBuilder gzip(String body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return aResponse().withHeader("Content-Encoding", "gzip").withBody(compressed.toByteArray());
    }

    private static Exception thrown(VendorCalls calls) {
        return Objects.requireNonNull(
                calls.send(VENDOR.baseUrl(), calls.request("{}")).getException());
    }

    /** Until the other side hangs up. */
    private static void sendHeadersWithoutEnd(ServerSocket server) {
        try (Socket caller = server.accept()) {
            caller.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                caller.getOutputStream().write("X-More: more\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException hungUp) {
            // As hoped.
        }
    }
}
