package dev.baton.sip.lab;

import dev.baton.sip.auth.Credentials;
import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.message.SipFrag;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.Ids;
import dev.baton.sip.transaction.ServerRequest;
import dev.baton.sip.transaction.SipEndpoint;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transaction.WheelTimers;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.SipTransportException;
import dev.baton.sip.transport.TlsMaterial;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Our SIP core with nothing above it: it sends what a test made by hand, and keeps the reports. */
final class ReferGateway implements AutoCloseable {

    final LinkedBlockingQueue<SipFrag> reports = new LinkedBlockingQueue<>();
    private final WheelTimers timers = new WheelTimers();
    private final SipEndpoint endpoint;

    ReferGateway(TlsMaterial tls) throws SipTransportException {
        List<ListeningPoint> listening = Arrays.stream(TransportType.values())
                .map(transport ->
                        new ListeningPoint(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .toList();
        endpoint = new SipEndpoint(
                TransportSettings.of(listening, "127.0.0.1").withTls(tls),
                TransactionSettings.DEFAULT,
                timers,
                Map.of("NOTIFY", this::report));
    }

    private CompletionStage<SipResponse> report(ServerRequest notify) {
        SipFrag.parse(notify.request().body()).ifPresent(reports::add);
        return CompletableFuture.completedFuture(notify.answer(200));
    }

    /** Over TLS the certificate must name {@link VoiceLab#SBC_DOMAIN}. */
    static Hop hop(TransportType transport, Kamailio sbc) {
        return hop(transport, sbc, VoiceLab.SBC_DOMAIN);
    }

    static Hop hop(TransportType transport, Kamailio sbc, String domain) {
        return new Hop(transport, transport == TransportType.TLS ? sbc.tlsAddress() : sbc.address(), domain);
    }

    CompletableFuture<SipResponse> send(SipRequest request, Hop hop) {
        return endpoint.send(request, hop).toCompletableFuture();
    }

    /** Answers a challenge once. */
    SipResponse sendWithDigest(SipRequest request, Hop hop, Credentials credentials) throws Exception {
        DigestClient digest = new DigestClient(realm -> Optional.of(credentials), EnumSet.allOf(DigestAlgorithm.class));
        return send(request, hop)
                .thenCompose(refusal -> digest.retry(request, refusal, 1)
                        .map(again -> send(again, hop))
                        .orElse(CompletableFuture.completedFuture(refusal)))
                .get(LabProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    SipRequest options(SipUri uri) {
        return request("OPTIONS", uri, TransportType.UDP).build(uri);
    }

    /** A REFER outside of a dialog, without Target-Dialog. */
    SipRequest refer(SipUri uri, SipUri referTo, TransportType transport) {
        return request("REFER", uri, transport)
                .with("Refer-To", "<" + referTo + ">")
                .build(uri);
    }

    private Draft request(String method, SipUri uri, TransportType transport) {
        int own = endpoint.transport().localAddress(transport).getPort();
        return new Draft(
                method,
                SipHeaders.builder()
                        .add("Max-Forwards", "70")
                        .add("From", "<sip:gw@127.0.0.1>;tag=" + Ids.random())
                        .add("To", "<" + uri + ">")
                        .add("Call-ID", Ids.random() + "@127.0.0.1")
                        .add("CSeq", "1 " + method)
                        .add("Contact", "<sip:gw@127.0.0.1:" + own + ";transport=" + transport + ">"));
    }

    private record Draft(String method, SipHeaders.Builder headers) {

        Draft with(String name, String value) {
            return new Draft(method, headers.add(name, value));
        }

        SipRequest build(SipUri uri) {
            return SipRequest.of(method, uri, headers.build());
        }
    }

    @Override
    public void close() {
        endpoint.close();
        timers.close();
    }
}
