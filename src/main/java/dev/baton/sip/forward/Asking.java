package dev.baton.sip.forward;

import dev.baton.sip.location.Failover;
import dev.baton.sip.location.SipLocator;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.Ids;
import dev.baton.sip.transaction.SipEndpoint;
import dev.baton.sip.transport.Hop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks a peer with OPTIONS whether it is there. */
final class Asking {

    private final SipEndpoint endpoint;
    private final SipLocator locator;
    private final Contacts contacts;

    Asking(SipEndpoint endpoint, SipLocator locator, Contacts contacts) {
        this.endpoint = endpoint;
        this.locator = locator;
        this.contacts = contacts;
    }

    /** Never fails. Who refuses us is there too; who is out of order is not. */
    CompletionStage<SipStack.PeerAnswer> ask(SipUri peer) {
        return CompletableFuture.completedFuture(peer)
                .thenCompose(locator::locate)
                .thenCompose(hops -> send(peer, hops))
                .thenApply(Asking::answer)
                .exceptionally(failure -> new SipStack.PeerAnswer(false, 0, Failures.words(Failures.cause(failure))));
    }

    private CompletionStage<SipResponse> send(SipUri peer, List<Hop> hops) {
        SipRequest options = options(peer, hops.get(0));
        return new Failover(endpoint::send, true).send(options, hops);
    }

    private static SipStack.PeerAnswer answer(SipResponse response) {
        boolean there = response.status() < 500;
        return new SipStack.PeerAnswer(there, response.status(), Words.of(response.headers(), response.reason()));
    }

    private SipRequest options(SipUri peer, Hop hop) {
        SipUri us = SipUri.of(null, contacts.host(), 0);
        SipUri contact = contacts.uri(null, hop.transport(), peer.secure());
        return SipRequest.of(
                "OPTIONS",
                peer.withoutHeaders(),
                SipHeaders.builder()
                        .add("Max-Forwards", "70")
                        .add("From", NameAddr.of(us).withTag(Ids.random()).toString())
                        .add("To", NameAddr.of(ReferRequest.address(peer)).toString())
                        .add("Call-ID", Ids.random() + "@" + contacts.host())
                        .add("CSeq", "1 OPTIONS")
                        .add("Contact", NameAddr.of(contact).toString())
                        .add("Accept", "application/sdp, " + ReferRequest.ACCEPT)
                        .add("User-Agent", ReferRequest.USER_AGENT)
                        .build());
    }
}
