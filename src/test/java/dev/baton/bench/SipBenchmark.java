package dev.baton.bench;

import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipLimits;
import dev.baton.sip.message.SipMessage;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipParser;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.SipWriter;
import dev.baton.sip.message.Via;
import dev.baton.sip.transaction.Ids;
import dev.baton.sip.transaction.RequestHandler;
import dev.baton.sip.transaction.SipEndpoint;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transaction.WheelTimers;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures what a SIP message costs to read and to write, and how many transactions two endpoints of one process manage
 * over UDP on loopback. Not a test; run it as {@link ContractBenchmark} is run.
 */
public final class SipBenchmark {

    private static final int ROUNDS = 6;
    private static final int MESSAGES = 200_000;
    private static final int TRANSACTIONS = 50_000;
    private static final int AT_ONCE = 50;

    private SipBenchmark() {}

    public static void main(String[] args) throws Exception {
        byte[] bytes = SipWriter.write(refer(1).withVia(Via.parse("SIP/2.0/UDP gw.example;branch=z9hG4bKa;rport")));
        System.out.printf("Java %s, %,d bytes%n", Runtime.version(), bytes.length);
        SipParser parser = new SipParser(SipLimits.DEFAULT);
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            long sum = read(parser, bytes);
            long read = System.nanoTime();
            sum += write(parser.parse(bytes));
            long written = System.nanoTime();
            System.out.printf(
                    "round %d: read %.2f us, write %.2f us (%d)%n",
                    round, micros(read - start), micros(written - read), sum);
        }
        transactions();
    }

    private static long read(SipParser parser, byte[] bytes) throws SipParseException {
        long sum = 0;
        for (int i = 0; i < MESSAGES; i++) {
            sum += parser.parse(bytes).headers().size();
        }
        return sum;
    }

    private static long write(SipMessage message) {
        long sum = 0;
        for (int i = 0; i < MESSAGES; i++) {
            sum += SipWriter.write(message).length;
        }
        return sum;
    }

    private static void transactions() throws Exception {
        try (WheelTimers timers = new WheelTimers();
                SipEndpoint gateway = endpoint(timers, Map.of());
                SipEndpoint sbc = endpoint(
                        timers, Map.of("REFER", request -> CompletableFuture.completedFuture(request.answer(202))))) {
            Hop hop = new Hop(TransportType.UDP, sbc.transport().localAddress(TransportType.UDP), "127.0.0.1");
            for (int round = 1; round <= ROUNDS; round++) {
                long start = System.nanoTime();
                long failed = sendMany(gateway, hop);
                System.out.printf(
                        "round %d: %,.0f REFER transactions per second, %d failed, %d sent again so far%n",
                        round, TRANSACTIONS * 1e9 / (System.nanoTime() - start), failed, gateway.retransmissions());
            }
        }
    }

    private static long sendMany(SipEndpoint gateway, Hop hop) throws InterruptedException {
        Semaphore free = new Semaphore(AT_ONCE);
        LongAdder failed = new LongAdder();
        for (int i = 0; i < TRANSACTIONS; i++) {
            free.acquire();
            gateway.send(refer(i), hop).whenComplete((answer, failure) -> {
                if (failure != null || answer.status() != 202) {
                    failed.increment();
                }
                free.release();
            });
        }
        free.acquire(AT_ONCE);
        return failed.sum();
    }

    private static SipRequest refer(int number) {
        return SipRequest.of(
                "REFER",
                SipUri.of("callctl", "127.0.0.1", 0),
                SipHeaders.builder()
                        .add("Max-Forwards", "70")
                        .add("From", "<sip:handover-gw@handover.example>;tag=" + Ids.random())
                        .add("To", "<sip:callctl@127.0.0.1>")
                        .add("Call-ID", "hx-" + number + "-6f0d@gw1.handover.example")
                        .add("CSeq", "1 REFER")
                        .add("Contact", "<sip:handover-gw@gw1.handover.example:5061>")
                        .add(
                                "Refer-To",
                                "<sip:+4930901820@sbc.example.net;user=phone?User-to-User=7b22%3Bencoding%3Dhex>")
                        .add("Referred-By", "<sip:handover-gw@handover.example>")
                        .add("Target-Dialog", "9f2c-bot-77@sbc.example.net;local-tag=sbcZ9;remote-tag=botA1")
                        .add("Supported", "tdialog, norefersub")
                        .build());
    }

    private static SipEndpoint endpoint(WheelTimers timers, Map<String, RequestHandler> handlers)
            throws SipTransportException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        TransportSettings settings =
                TransportSettings.of(List.of(new ListeningPoint(TransportType.UDP, any)), "127.0.0.1");
        return new SipEndpoint(
                settings.withBounds(10, 1024 * 1024, 1_000_000),
                TransactionSettings.DEFAULT.withBounds(250_000, 50_000),
                timers,
                handlers);
    }

    private static double micros(long nanos) {
        return nanos / 1_000.0 / MESSAGES;
    }
}
