package dev.baton.sandbox;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.ServerRequest;
import dev.baton.sip.transaction.SipEndpoint;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transaction.WheelTimers;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Plays the element that holds the calls: takes every REFER and reports that the number rings and answers, or what was
 * set instead.
 */
public final class SimulatedSbc implements AutoCloseable {

    private final WheelTimers timers = new WheelTimers();
    private final SipEndpoint endpoint;
    private final Queue<SipRequest> refers = new ConcurrentLinkedQueue<>();
    private volatile int answer = 202;
    private volatile List<String> reports = List.of("100 Trying", "180 Ringing", "200 OK");

    private SimulatedSbc(int port) throws SipTransportException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        endpoint = new SipEndpoint(
                TransportSettings.of(
                        List.of(
                                new ListeningPoint(TransportType.UDP, address),
                                new ListeningPoint(TransportType.TCP, address)),
                        "127.0.0.1"),
                TransactionSettings.DEFAULT.withExtensions(java.util.Set.of("tdialog")),
                timers,
                Map.of("REFER", this::refer, "OPTIONS", options -> done(options.answer(200))));
    }

    /** @param port 0 for any free one */
    public static SimulatedSbc start(int port) {
        try {
            return new SimulatedSbc(port == 0 ? free() : port);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One for both transports. */
    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** As a peer in a target's settings; by UDP or TCP. */
    public String peer() {
        return "callctl@127.0.0.1:"
                + endpoint.transport().localAddress(TransportType.UDP).getPort();
    }

    /** What every later REFER is answered with, and what is reported when that is a success. */
    public void play(int answer, List<String> reports) {
        this.answer = answer;
        this.reports = List.copyOf(reports);
    }

    /** The REFERs so far, in their order. */
    public List<SipRequest> refers() {
        return List.copyOf(refers);
    }

    private CompletionStage<SipResponse> refer(ServerRequest refer) {
        refers.add(refer.request());
        SipResponse response = refer.answer(answer);
        if (answer / 100 == 2) {
            report(refer, 0, reports);
            return done(response.with("Contact", contact()));
        }
        return done(response);
    }

    private void report(ServerRequest refer, int sent, List<String> rest) {
        if (rest.isEmpty()) {
            return;
        }
        boolean last = rest.size() == 1 && !rest.get(0).startsWith("1");
        SipRequest notify = SipRequest.of(
                "NOTIFY",
                contactOf(refer.request()),
                SipHeaders.builder()
                        .add("Max-Forwards", "70")
                        .add("From", refer.request().to() + ";tag=" + refer.toTag())
                        .add("To", refer.request().from().toString())
                        .add("Call-ID", refer.request().callId())
                        .add("CSeq", (sent + 1) + " NOTIFY")
                        .add("Contact", contact())
                        .add("Event", "refer")
                        .add("Subscription-State", last ? "terminated;reason=noresource" : "active;expires=60")
                        .add("Content-Type", "message/sipfrag;version=2.0")
                        .build(),
                ("SIP/2.0 " + rest.get(0) + "\r\n").getBytes(StandardCharsets.UTF_8));
        SipUri contact = contactOf(refer.request());
        InetSocketAddress address = new InetSocketAddress(contact.host(), contact.port());
        Hop hop = new Hop(refer.origin().transport(), address, contact.host());
        endpoint.send(notify, hop).thenAccept(ok -> report(refer, sent + 1, rest.subList(1, rest.size())));
    }

    private static SipUri contactOf(SipRequest refer) {
        try {
            String contact = refer.headers().first("Contact").orElseThrow();
            return (SipUri) NameAddr.parse(contact).uri();
        } catch (SipParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String contact() {
        return "<sip:" + peer() + ">";
    }

    private static CompletionStage<SipResponse> done(SipResponse response) {
        return CompletableFuture.completedFuture(response);
    }

    @Override
    public void close() {
        endpoint.close();
        timers.close();
    }
}
