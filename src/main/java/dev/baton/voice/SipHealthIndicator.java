package dev.baton.voice;

import dev.baton.sip.forward.SipStack.PeerState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Whether the peers that forward calls answer OPTIONS: down when one does not. It is no part of readiness: the other
 * targets serve on.
 */
final class SipHealthIndicator implements HealthIndicator {

    private final Supplier<List<PeerState>> peers;

    SipHealthIndicator(Supplier<List<PeerState>> peers) {
        this.peers = peers;
    }

    @Override
    public Health health() {
        Map<String, String> states = new TreeMap<>();
        boolean up = true;
        for (PeerState peer : peers.get()) {
            states.put(peer.peer().host(), peer.up() ? "up" : "down: " + peer.reason());
            up &= peer.up();
        }
        return (up ? Health.up() : Health.down()).withDetail("peers", states).build();
    }
}
