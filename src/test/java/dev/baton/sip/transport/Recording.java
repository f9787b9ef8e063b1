package dev.baton.sip.transport;

import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One end: keeps what comes, and answers every request with 200. */
final class Recording implements Inbound, AutoCloseable {

    final LinkedBlockingQueue<SipRequest> requests = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<SipResponse> responses = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Origin> origins = new LinkedBlockingQueue<>();
    private final CompletableFuture<SipTransport> transport = new CompletableFuture<>();

    Recording(TransportSettings settings) throws SipTransportException {
        transport.complete(new SipTransport(settings, this));
    }

    static TransportSettings settings(TransportType... transports) {
        return TransportSettings.of(
                List.of(transports).stream()
                        .map(type ->
                                new ListeningPoint(type, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                        .toList(),
                "127.0.0.1");
    }

    SipTransport transport() {
        return transport.join();
    }

    Hop hop(TransportType type, String domain) {
        return new Hop(type, transport().localAddress(type), domain);
    }

    @Override
    public void request(SipRequest request, Origin origin) {
        requests.add(request);
        origins.add(origin);
        transport.thenCompose(ready -> ready.reply(SipResponse.to(request, 200, "tt"), origin));
    }

    @Override
    public void response(SipResponse response, Origin origin) {
        responses.add(response);
    }

    static <T> T next(LinkedBlockingQueue<T> queue) throws InterruptedException {
        T found = queue.poll(20, TimeUnit.SECONDS);
        if (found == null) {
            throw new AssertionError("nothing came within 20 s");
        }
        return found;
    }

    static SipRequest options(String note) {
        return SipRequest.of(
                "OPTIONS",
                SipUri.of(null, "sbc.example.net", 0),
                SipHeaders.builder()
                        .add("From", "<sip:gw@example.com>;tag=a")
                        .add("To", "<sip:sbc.example.net>")
                        .add("Call-ID", "c")
                        .add("CSeq", "1 OPTIONS")
                        .add("Subject", note)
                        .build());
    }

    @Override
    public void close() {
        transport().close();
    }
}
