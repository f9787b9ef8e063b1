package dev.baton.sip.forward;

import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.location.Failover;
import dev.baton.sip.location.SipLocator;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.SipEndpoint;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.TransportType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** Finds the peer of a forward, sends the REFER, answers challenges, and tells what came of it. */
final class ReferSender {

    private final SipEndpoint endpoint;
    private final SipLocator locator;
    private final Contacts contacts;
    private final LongAdder refused = new LongAdder();

    ReferSender(SipEndpoint endpoint, SipLocator locator, Contacts contacts) {
        this.endpoint = endpoint;
        this.locator = locator;
        this.contacts = contacts;
    }

    /** How often credentials of ours were refused. */
    long refused() {
        return refused.sum();
    }

    void send(Moving moving) {
        SipUri peer = moving.forward().peer();
        CompletionStage<Void> unused = CompletableFuture.completedFuture(peer)
                .thenCompose(locator::locate)
                .thenCompose(hops -> first(moving, hops))
                .thenAccept(response -> finish(moving, response))
                .exceptionally(failure -> {
                    Failures.tell(moving, failure);
                    return null;
                });
    }

    private CompletionStage<SipResponse> first(Moving moving, List<Hop> hops) {
        Forward forward = moving.forward();
        moving.belonging().trust(hops);
        TransportType transport = hops.get(0).transport();
        SipRequest refer = ReferRequest.of(forward, moving.key(), contact(forward, transport));
        DigestClient digest = forward.digest();
        return attempt(new Refer(moving, digest == null ? refer : digest.prepare(refer), transport, 1), hops);
    }

    /**
     * @param contact the transport that its Contact says
     * @param tries which one this is, counted from 1: a challenge wants another
     */
    private record Refer(Moving moving, SipRequest request, TransportType contact, int tries) {

        Refer again(SipRequest changed) {
            return new Refer(moving, changed, contact, tries + 1);
        }
    }

    private CompletionStage<SipResponse> attempt(Refer refer, List<Hop> hops) {
        if (!refer.moving().mayBeSent()) {
            return CompletableFuture.failedFuture(new CancellationException("the forward has ended"));
        }
        refer.moving().belonging().sentAs(refer.request().cseq().number());
        Tries hop = new Tries();
        return new Failover((request, next) -> endpoint.send(reachable(refer, hop.next(next)), next), false)
                .send(refer.request(), hops)
                .thenCompose(answer -> next(refer, answer, hops.subList(hop.index(), hops.size())));
    }

    /** Which hop it is that is tried, so that a challenge is answered to whom it came from. */
    private static final class Tries {

        private volatile int index = -1;

        @SuppressWarnings("NonAtomicVolatileUpdate") // One hop after the other.
        Hop next(Hop hop) {
            index++;
            return hop;
        }

        int index() {
            return index;
        }
    }

    private CompletionStage<SipResponse> next(Refer refer, SipResponse answer, List<Hop> hops) {
        if (answer.status() != 401 && answer.status() != 407) {
            return CompletableFuture.completedFuture(answer);
        }
        DigestClient digest = refer.moving().forward().digest();
        Optional<SipRequest> again =
                digest == null ? Optional.empty() : digest.retry(refer.request(), answer, refer.tries());
        if (again.isPresent()) {
            return attempt(refer.again(again.get()), hops);
        }
        if (refer.tries() > 1) {
            refused.increment();
        }
        return CompletableFuture.completedFuture(answer);
    }

    private SipUri contact(Forward forward, TransportType transport) {
        String user = forward.from().uri() instanceof SipUri from ? from.user() : null;
        return contacts.uri(user, transport, forward.peer().secure());
    }

    /** Reports come over the transport that the REFER left by. */
    private SipRequest reachable(Refer refer, Hop hop) {
        SipRequest request = refer.request();
        if (hop.transport() == refer.contact()) {
            return request;
        }
        String contact = "<" + contact(refer.moving().forward(), hop.transport()) + ">";
        return request.withHeaders(request.headers().replacing("Contact", contact));
    }

    private void finish(Moving moving, SipResponse response) {
        if (response.isSuccess()) {
            trustContact(moving, response);
        }
        moving.answered(response);
    }

    /** A node of a cluster reports from its own address. */
    private void trustContact(Moving moving, SipResponse response) {
        try {
            String contact = response.headers().first("Contact").orElse("");
            if (!contact.isEmpty() && NameAddr.parse(contact).uri() instanceof SipUri uri) {
                CompletionStage<Void> unused = locator.locate(uri).thenAccept(moving.belonging()::trust);
            }
        } catch (SipParseException e) {
            // Then reports come from where the REFER went, or not at all.
        }
    }
}
