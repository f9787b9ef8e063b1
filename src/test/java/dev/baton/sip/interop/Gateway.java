package dev.baton.sip.interop;

import dev.baton.sip.message.SipFrag;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import dev.baton.sip.message.UserToUser;
import dev.baton.sip.transaction.Ids;
import dev.baton.sip.transaction.RequestHandler;
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
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** What a REFER forwarder and a redirect server would be, in small. */
final class Gateway implements AutoCloseable {

    final LinkedBlockingQueue<SipFrag> reports = new LinkedBlockingQueue<>();
    private final WheelTimers timers = new WheelTimers();
    private final SipEndpoint endpoint;

    Gateway() throws SipTransportException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Map<String, RequestHandler> handlers = Map.of("NOTIFY", this::report, "INVITE", Gateway::redirect);
        endpoint = new SipEndpoint(
                TransportSettings.of(
                        List.of(new ListeningPoint(TransportType.UDP, any), new ListeningPoint(TransportType.TCP, any)),
                        "127.0.0.1"),
                TransactionSettings.DEFAULT,
                timers,
                handlers);
    }

    SipEndpoint endpoint() {
        return endpoint;
    }

    private CompletionStage<SipResponse> report(ServerRequest notify) {
        SipFrag.parse(notify.request().body()).ifPresent(reports::add);
        return CompletableFuture.completedFuture(notify.answer(200));
    }

    private static CompletionStage<SipResponse> redirect(ServerRequest invite) {
        return CompletableFuture.completedFuture(
                invite.answer(302).with("Contact", "<sip:+4930901820@sbc.example.net;user=phone>"));
    }

    CompletionStage<SipResponse> send(SipRequest request, TransportType transport, int port) {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return endpoint.send(request, new Hop(transport, peer, "127.0.0.1"));
    }

    SipRequest refer(TransportType transport, int port) {
        int own = endpoint.transport().localAddress(transport).getPort();
        SipUri target = SipUri.of("+4930901820", "sbc.example.net", 0)
                .withParam("user", "phone")
                .withHeader("User-to-User", UserToUser.of("hx-1").toString());
        return SipRequest.of(
                "REFER",
                SipUri.of("callctl", "127.0.0.1", port),
                SipHeaders.builder()
                        .add("Max-Forwards", "70")
                        .add("From", "<sip:gw@127.0.0.1>;tag=" + Ids.random())
                        .add("To", "<sip:callctl@127.0.0.1>")
                        .add("Call-ID", Ids.random() + "@127.0.0.1")
                        .add("CSeq", "1 REFER")
                        .add("Contact", "<sip:gw@127.0.0.1:" + own + ";transport=" + transport + ">")
                        .add("Refer-To", "<" + target + ">")
                        .add(
                                "Target-Dialog",
                                TargetDialog.seenByPeer("9f2c@sbc", "botA1", "sbcZ9")
                                        .toString())
                        .add("Require", "tdialog")
                        .build());
    }

    static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        endpoint.close();
        timers.close();
    }
}
