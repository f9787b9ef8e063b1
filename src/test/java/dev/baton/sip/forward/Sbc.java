package dev.baton.sip.forward;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.ServerRequest;
import dev.baton.sip.transaction.SipEndpoint;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transaction.WheelTimers;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Somebody who takes REFERs, over any transport, and reports. */
final class Sbc implements AutoCloseable {

    final List<SipRequest> refers = new CopyOnWriteArrayList<>();
    private final WheelTimers timers = new WheelTimers();
    private final Function<ServerRequest, SipResponse> answer;
    private final SipEndpoint endpoint;

    Sbc(TransportSettings settings, Function<ServerRequest, SipResponse> answer) throws Exception {
        this.answer = answer;
        this.endpoint = new SipEndpoint(
                settings,
                TransactionSettings.DEFAULT.withExtensions(Set.of("tdialog")),
                timers,
                Map.of("REFER", this::refer));
    }

    private CompletionStage<SipResponse> refer(ServerRequest received) {
        refers.add(received.request());
        return CompletableFuture.completedFuture(answer.apply(received));
    }

    int port(TransportType transport) {
        return endpoint.transport().localAddress(transport).getPort();
    }

    /** Reports where the Contact says, about the last REFER. */
    int report(TransportType transport, String domain, String fragment) throws Exception {
        SipRequest refer = refers.get(refers.size() - 1);
        SipUri contact = (SipUri)
                NameAddr.parse(refer.headers().first("Contact").orElseThrow()).uri();
        SipRequest notify = SipRequest.of(
                "NOTIFY",
                contact,
                SipHeaders.builder()
                        .add("Max-Forwards", "70")
                        .add("From", refer.to().withTag("t1").toString())
                        .add("To", refer.from().toString())
                        .add("Call-ID", refer.callId())
                        .add("CSeq", "1 NOTIFY")
                        .add("Event", "refer")
                        .add("Subscription-State", "terminated;reason=noresource")
                        .add("Content-Type", "message/sipfrag;version=2.0")
                        .build(),
                fragment.getBytes(StandardCharsets.UTF_8));
        Hop hop = new Hop(transport, new InetSocketAddress("127.0.0.1", contact.port()), domain);
        return endpoint.send(notify, hop).toCompletableFuture().get().status();
    }

    @Override
    public void close() {
        endpoint.close();
        timers.close();
    }
}
