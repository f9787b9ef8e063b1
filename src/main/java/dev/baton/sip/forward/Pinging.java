package dev.baton.sip.forward;

import dev.baton.sip.message.SipUri;
import dev.baton.sip.transaction.Timers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Asks the peers that are watched, each on its own beat, as long as somebody watches. Thread-safe. */
final class Pinging {

    private final Asking asking;
    private final Timers timers;
    private final Duration interval;
    private final Map<SipUri, WatchedPeer> watched = new ConcurrentHashMap<>();

    Pinging(Asking asking, Timers timers, Duration interval) {
        this.asking = asking;
        this.timers = timers;
        this.interval = interval;
    }

    CompletionStage<SipStack.PeerAnswer> ask(SipUri peer) {
        return asking.ask(peer);
    }

    void watch(SipUri peer) {
        WatchedPeer fresh = new WatchedPeer(peer);
        WatchedPeer now = watched.compute(peer, (key, known) -> {
            if (known != null) {
                known.watchedOnceMore();
                return known;
            }
            return fresh;
        });
        if (now == fresh) {
            ping(peer, fresh);
        }
    }

    void unwatch(SipUri peer) {
        watched.computeIfPresent(peer, (key, known) -> {
            if (!known.watchedOnceLess()) {
                return known;
            }
            known.stop();
            return null;
        });
    }

    private void ping(SipUri peer, WatchedPeer state) {
        long number = state.ask();
        if (number > 0) {
            state.plan(timers.schedule(jittered(), () -> ping(peer, state)));
            CompletionStage<Void> unused = asking.ask(peer).thenAccept(answer -> state.answered(number, answer));
        }
    }

    /** Up to a tenth more or less, so that peers and gateways do not fall into step. */
    private Duration jittered() {
        double factor = 0.9 + 0.2 * ThreadLocalRandom.current().nextDouble();
        return Duration.ofNanos((long) (interval.toNanos() * factor));
    }

    List<SipStack.PeerState> peers() {
        return watched.values().stream().map(WatchedPeer::state).toList();
    }

    void close() {
        watched.values().forEach(WatchedPeer::stop);
        watched.clear();
    }
}
