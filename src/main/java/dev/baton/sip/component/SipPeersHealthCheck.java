package dev.baton.sip.component;

import dev.baton.sip.forward.SipStack;
import dev.baton.sip.forward.SipStack.PeerState;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Ready when all peers that are pinged answer. */
final class SipPeersHealthCheck extends AbstractHealthCheck {

    private final SipStack stack;

    SipPeersHealthCheck(SipStack stack) {
        super("camel", "component:sip");
        this.stack = stack;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<PeerState> down = stack.peers().stream().filter(peer -> !peer.up()).toList();
        builder.detail("peers.up", stack.peers().size() - down.size());
        for (PeerState peer : down) {
            builder.detail("peer." + peer.peer().host(), peer.reason());
        }
        if (down.isEmpty()) {
            builder.up();
        } else {
            builder.message(down.size() + " SIP peers do not answer OPTIONS, such as "
                    + down.get(0).peer().host() + ": " + down.get(0).reason());
            builder.down();
        }
    }
}
