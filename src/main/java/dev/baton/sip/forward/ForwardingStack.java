package dev.baton.sip.forward;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.RequestHandler;
import dev.baton.sip.transaction.SipEndpoint;
import dev.baton.sip.transaction.Timers;
import dev.baton.sip.transaction.TransactionSettings;
import dev.baton.sip.transport.SipTransport;
import dev.baton.sip.transport.SipTransportException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts the parts together. */
final class ForwardingStack implements SipStack {

    private final Runnable closeTimers;
    private final Forwards forwards;
    private final Redirects redirects;
    private final Presence presence = new Presence();
    private final SipEndpoint endpoint;
    private final Contacts contacts;
    private final ReferSender refers;
    private final Pinging pinging;

    /** @param closeTimers what is left to do when all is closed */
    ForwardingStack(SipStackSettings settings, Timers timers, Runnable closeTimers) throws SipTransportException {
        this.closeTimers = closeTimers;
        this.forwards = new Forwards(Pace.of(timers, settings.transactions()), settings.maxForwards());
        this.redirects = new Redirects(timers, settings.maxRedirects());
        this.endpoint = new SipEndpoint(
                settings.transport(),
                withOurExtensions(settings.transactions()),
                timers,
                Map.of("NOTIFY", forwards::report, "INVITE", redirects::answer, "OPTIONS", presence::answer));
        this.contacts = new Contacts(
                settings.transport().advertisedHost(), settings.transport().listening(), endpoint.transport());
        this.refers = new ReferSender(endpoint, settings.locator(), contacts);
        Asking asking = new Asking(endpoint, settings.locator(), contacts);
        this.pinging = new Pinging(asking, timers, settings.pingInterval());
    }

    /** What our REFER says that we support, a peer may require. */
    private static TransactionSettings withOurExtensions(TransactionSettings settings) {
        Set<String> tags = new HashSet<>(settings.extensions());
        tags.addAll(List.of("tdialog", "norefersub"));
        return settings.withExtensions(tags);
    }

    /** Where it listens, for tests. */
    SipTransport transport() {
        return endpoint.transport();
    }

    @Override
    public void forward(Forward forward, ForwardListener listener) {
        Moving moving = forwards.begin(forward, ReferRequest.key(forward, contacts.host()), listener);
        if (moving != null) {
            refers.send(moving);
        }
    }

    @Override
    public Optional<Redirect.Offer> redirect(Redirect redirect, Redirect.Listener listener) {
        return redirects.add(redirect, listener).map(token -> new Redirect.Offer(contacts.uri(token)));
    }

    @Override
    public void onInvite(@Nullable RequestHandler handler) {
        redirects.onOther(handler);
    }

    @Override
    public void onOptions(@Nullable RequestHandler handler) {
        presence.onOptions(handler);
    }

    @Override
    public CompletionStage<PeerAnswer> ask(SipUri peer) {
        return pinging.ask(peer);
    }

    @Override
    public void watch(SipUri peer) {
        pinging.watch(peer);
    }

    @Override
    public void unwatch(SipUri peer) {
        pinging.unwatch(peer);
    }

    @Override
    public List<PeerState> peers() {
        return pinging.peers();
    }

    @Override
    public SipCounts counts() {
        return new SipCounts(
                forwards.pending(),
                redirects.pending(),
                endpoint.retransmissions(),
                refers.refused(),
                endpoint.transport().unreadable(),
                endpoint.transport().dropped(),
                forwards.strays());
    }

    @Override
    public void close() {
        pinging.close();
        redirects.close();
        forwards.close();
        endpoint.close();
        closeTimers.run();
    }
}
