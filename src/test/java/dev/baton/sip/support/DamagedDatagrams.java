package dev.baton.sip.support;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.message.Damage;
import dev.baton.sip.message.SipLimits;
import dev.baton.sip.message.SipParser;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.SipWriter;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends damaged messages to a stack over UDP, and asks it with OPTIONS every now and then whether it is still there. The
 * question also keeps the sender from being faster than the stack.
 */
public final class DamagedDatagrams implements AutoCloseable {

    private static final int BETWEEN_QUESTIONS = 100;
    private static final int LARGEST = 65_507;
    private static final int AGAIN_AFTER_MILLIS = 500;
    private static final int BUFFER_BYTES = 4 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DatagramSocket socket;
    private final SipStack stack;
    private final InetSocketAddress target;
    private final Damage damage;
    private long asked;
    private Duration slowest = Duration.ZERO;

    /** @param stack with a UDP listening point */
    public DamagedDatagrams(SipStack stack, long seed) throws Exception {
        this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        socket.setReceiveBufferSize(BUFFER_BYTES);
        socket.setSoTimeout(AGAIN_AFTER_MILLIS);
        this.stack = stack;
        this.damage = new Damage(seed);
        this.target = stackAsksAndIsAnswered();
    }

    /** Sends so many, and has the stack answer after each hundred. */
    public void send(int count) throws IOException {
        for (int i = 1; i <= count; i++) {
            byte[] bytes = damage.next();
            socket.send(new DatagramPacket(bytes, Math.min(bytes.length, LARGEST), target));
            if (i % BETWEEN_QUESTIONS == 0 || i == count) {
                ask();
            }
        }
    }

    /** The longest that a question has waited for its answer. */
    public Duration slowestAnswer() {
        return slowest;
    }

    /** The stack asks us, that is with a transaction of its own. */
    public InetSocketAddress stackAsksAndIsAnswered() throws Exception {
        SipUri us = SipUri.of("damaged", "127.0.0.1", socket.getLocalPort());
        CompletableFuture<SipStack.PeerAnswer> asked = stack.ask(us).toCompletableFuture();
        DatagramPacket packet = await("OPTIONS sip:damaged@", null);
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        SipRequest options = (SipRequest) new SipParser(SipLimits.DEFAULT).parse(bytes);
        byte[] answer = SipWriter.write(SipResponse.to(options, 200, "t"));
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        if (!asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).there()) {
            throw new IllegalStateException("the stack did not take our answer");
        }
        return (InetSocketAddress) packet.getSocketAddress();
    }

    private void ask() throws IOException {
        asked++;
        byte[] question =
                """
                OPTIONS sip:stack@127.0.0.1 SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%1$d;branch=z9hG4bKq%2$d
                Max-Forwards: 70
                From: <sip:damaged@127.0.0.1>;tag=q
                To: <sip:stack@127.0.0.1>
                Call-ID: question-%2$d-
                CSeq: 1 OPTIONS
                Content-Length: 0

                """
                        .formatted(socket.getLocalPort(), asked)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        long start = System.nanoTime();
        DatagramPacket unused = await("question-" + asked + "-", question);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }

    /** Until a datagram has this text; what comes before is answers to the damaged ones. */
    private DatagramPacket await(String text, byte[] question) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        send(question);
        while (System.nanoTime() < end) {
            packet.setLength(LARGEST);
            try {
                socket.receive(packet);
                if (text(packet).contains(text)) {
                    return packet;
                }
            } catch (SocketTimeoutException lost) {
                send(question);
            }
        }
        throw new IllegalStateException("nothing with " + text + " within " + PATIENCE);
    }

    private void send(byte[] question) throws IOException {
        if (question != null) {
            socket.send(new DatagramPacket(question, question.length, target));
        }
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        socket.close();
    }
}
