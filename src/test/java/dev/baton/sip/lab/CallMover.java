package dev.baton.sip.lab;

import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.forward.Forward;
import dev.baton.sip.forward.ForwardListener;
import dev.baton.sip.forward.ForwardResult;
import dev.baton.sip.forward.MovedCall;
import dev.baton.sip.forward.Redirect;
import dev.baton.sip.forward.SipStack;
import dev.baton.sip.forward.SipStackSettings;
import dev.baton.sip.location.SipLocator;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.Uri;
import dev.baton.sip.support.TlsIdentity;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.TransportSettings;
import dev.baton.sip.transport.TransportType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Our own stack, as a lab wants it: on loopback, with the SBC's credentials and trust in its certificate. */
final class CallMover implements AutoCloseable {

    private static final Duration PINGS = Duration.ofSeconds(1);
    private static final DigestClient DIGEST =
            new DigestClient(realm -> Optional.of(Kamailio.CREDENTIALS), EnumSet.allOf(DigestAlgorithm.class));

    private final SipStack stack;

    CallMover(TlsIdentity own, TlsIdentity sbc) throws Exception {
        List<ListeningPoint> listening = Arrays.stream(TransportType.values())
                .map(transport ->
                        new ListeningPoint(transport, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))
                .toList();
        SipStackSettings usual = SipStackSettings.of(
                TransportSettings.of(listening, "127.0.0.1").withTls(own.trusting(false, sbc)),
                SipLocator.system(EnumSet.allOf(TransportType.class), false));
        stack = SipStack.open(new SipStackSettings(
                usual.transport(),
                usual.transactions(),
                usual.locator(),
                usual.maxForwards(),
                usual.maxRedirects(),
                PINGS));
    }

    SipStack stack() {
        return stack;
    }

    /** @param ringing how long to wait for reports; not at all when zero */
    CompletableFuture<ForwardResult> move(MovedCall call, SipUri peer, Uri referTo, Duration ringing) {
        CompletableFuture<ForwardResult> ended = new CompletableFuture<>();
        Forward forward = new Forward(
                "lab",
                peer,
                NameAddr.of(SipUri.of("gw", "127.0.0.1", 0)),
                call,
                referTo,
                SipHeaders.NONE,
                DIGEST,
                !ringing.isZero(),
                ringing);
        stack.forward(forward, new ForwardListener() {
            @Override
            public void ended(ForwardResult result) {
                ended.complete(result);
            }
        });
        return ended;
    }

    /** Where to route the call, and whether it came. */
    record Awaited(SipUri uri, CompletableFuture<Boolean> redirected) {}

    Awaited redirect(Uri contact) {
        CompletableFuture<Boolean> redirected = new CompletableFuture<>();
        Redirect redirect = new Redirect("lab", contact, LabProcess.PATIENCE);
        return new Awaited(
                stack.redirect(redirect, redirected::complete).orElseThrow().uri(), redirected);
    }

    @Override
    public void close() {
        stack.close();
    }
}
