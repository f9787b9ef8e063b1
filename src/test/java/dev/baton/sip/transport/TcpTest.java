package dev.baton.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.baton.sip.message.SipWriter;
import dev.baton.sip.message.Via;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TcpTest {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final TransportSettings SETTINGS = Recording.settings(TransportType.TCP);

    @Test
    void requestsAndAnswersShareOneConnection() throws Exception {
        try (Recording one = new Recording(SETTINGS);
                Recording other = new Recording(SETTINGS)) {
            for (int i = 0; i < 3; i++) {
                send(one, other, "note");
                assertThat(Recording.next(one.responses).status()).isEqualTo(200);
            }
            assertThat(one.transport().connections()).isEqualTo(1);
            assertThat(other.transport().connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatThePeerClosedIsReplaced() throws Exception {
        try (Recording one = new Recording(SETTINGS);
                Recording other = new Recording(SETTINGS.withTimes(LONG, SHORT, SHORT))) {
            send(one, other, "first");
            assertThat(Recording.next(one.responses).status()).isEqualTo(200);
            await().until(() -> one.transport().connections() == 0);
            send(one, other, "second");
            assertThat(Recording.next(one.responses).status()).isEqualTo(200);
        }
    }

    @Test
    void aPingIsAnsweredAndAMessageInPiecesIsTaken() throws Exception {
        try (Recording gateway = new Recording(SETTINGS);
                Socket peer = connect(gateway)) {
            write(peer, "\r\n\r\n");
            assertThat(read(peer, 2)).isEqualTo("\r\n");
            String message = text("x");
            write(peer, message.substring(0, 50));
            write(peer, message.substring(50, 120));
            write(peer, message.substring(120));
            assertThat(read(peer, 14)).isEqualTo("SIP/2.0 200 OK");
        }
    }

    @Test
    void aStreamThatCannotBeCutIsRefusedAndClosed() throws Exception {
        try (Recording gateway = new Recording(SETTINGS);
                Socket peer = connect(gateway)) {
            write(peer, text("x").replace("Content-Length: 0", "Content-Length: 99999"));
            assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("SIP/2.0 413 Request Entity Too Large");
        }
    }

    @Test
    void aPeerThatNeverFinishesAMessageIsIdle() throws Exception {
        try (Recording gateway = new Recording(SETTINGS.withTimes(LONG, SHORT, LONG));
                Socket peer = connect(gateway)) {
            write(peer, "OPTIONS sip:a");
            assertThat(peer.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aPeerThatDoesNotAnswerPingsIsLeft() throws Exception {
        try (Recording gateway = new Recording(SETTINGS.withTimes(LONG, LONG, SHORT));
                ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Hop hop = new Hop(TransportType.TCP, (InetSocketAddress) silent.getLocalSocketAddress(), "x");
            gateway.transport()
                    .prepare(Recording.options("x"), "z9hG4bKa", hop)
                    .send()
                    .join();
            try (Socket accepted = silent.accept()) {
                String received = new String(accepted.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(received).endsWith("\r\n\r\n\r\n\r\n");
            }
            await().until(() -> gateway.transport().connections() == 0);
        }
    }

    @Test
    void aPeerThatReadsNothingFillsABoundedQueue() throws Exception {
        try (Recording gateway = new Recording(SETTINGS.withBounds(10, 64 * 1024, 1000));
                ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Hop hop = new Hop(TransportType.TCP, (InetSocketAddress) silent.getLocalSocketAddress(), "x");
            Outgoing outgoing = gateway.transport().prepare(Recording.options("x".repeat(7000)), "z9hG4bKa", hop);
            outgoing.send().join();
            AtomicReference<Throwable> refusal = new AtomicReference<>();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        outgoing.send().exceptionally(failure -> {
                            refusal.set(failure);
                            return null;
                        });
                        return refusal.get() != null;
                    });
            assertThat(refusal.get())
                    .rootCause()
                    .isInstanceOf(SipTransportException.class)
                    .hasMessageContaining("does not take");
        }
    }

    @Test
    void nobodyThereIsSaid() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Recording gateway = new Recording(SETTINGS)) {
            Hop hop = new Hop(TransportType.TCP, new InetSocketAddress(InetAddress.getLoopbackAddress(), free), "x");
            Outgoing outgoing = gateway.transport().prepare(Recording.options("x"), "z9hG4bKa", hop);
            assertThatThrownBy(() -> outgoing.send().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(SipTransportException.class)
                    .hasMessageContaining("no TCP connection to");
        }
    }

    @Test
    void thereAreNoMoreConnectionsThanMayBe() throws Exception {
        try (Recording gateway = new Recording(SETTINGS.withBounds(1, 64 * 1024, 1000));
                Socket first = connect(gateway)) {
            await().until(() -> gateway.transport().connections() == 1);
            try (Socket second = connect(gateway)) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            write(first, text("x"));
            assertThat(read(first, 14)).isEqualTo("SIP/2.0 200 OK");
        }
    }

    private static void send(Recording one, Recording other, String note) throws SipTransportException {
        one.transport()
                .prepare(Recording.options(note), "z9hG4bK" + note, other.hop(TransportType.TCP, "127.0.0.1"))
                .send()
                .join();
    }

    private static String text(String note) throws Exception {
        Via via = Via.parse("SIP/2.0/TCP 127.0.0.1;branch=z9hG4bKraw");
        return new String(SipWriter.write(Recording.options(note).withVia(via)), StandardCharsets.UTF_8);
    }

    private static Socket connect(Recording gateway) throws IOException {
        InetSocketAddress address = gateway.transport().localAddress(TransportType.TCP);
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String read(Socket socket, int bytes) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }
}
