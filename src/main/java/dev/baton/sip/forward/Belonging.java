package dev.baton.sip.forward;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.transport.Hop;
import dev.baton.sip.transport.Origin;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * Whether a NOTIFY with the right Call-ID and tag comes from whom the REFER went to. Call-ID and tag are 128 random bits
 * each, so that who knows them has seen the REFER; this is the second lock on that door, and one that an SBC of many
 * nodes must get through. It opens for an address that the peer's name led to, for one that the peer's Contact led to,
 * and for a certificate that speaks for the peer's domain.
 */
final class Belonging {

    private final Forward forward;
    private final Set<InetAddress> addresses = new CopyOnWriteArraySet<>();
    private volatile long lowest = Long.MAX_VALUE;
    private volatile long highest = -1;

    Belonging(Forward forward) {
        this.forward = forward;
    }

    /** A place where the peer is. */
    void trust(List<Hop> hops) {
        for (Hop hop : hops) {
            addresses.add(hop.address().getAddress());
        }
    }

    /** The REFER has been sent with this number too. Called by one thread at a time. */
    void sentAs(long cseq) {
        lowest = Math.min(lowest, cseq);
        highest = Math.max(highest, cseq);
    }

    boolean isFromPeer(Origin origin) {
        return addresses.contains(origin.remote().getAddress())
                || origin.domains().stream().anyMatch(forward.peer().host()::equalsIgnoreCase);
    }

    /**
     * In a dialog that somebody lends there may be other REFERs, of its owner: RFC 3515 section 2.4.6 tells them apart by
     * the number of the REFER.
     */
    boolean isOfThisRefer(SipRequest notify) {
        if (!(forward.call() instanceof MovedCall.ByBorrowedDialog dialog)) {
            return true;
        }
        return dialog.remote().tag().equals(notify.from().tag()) && isOwnNumber(notify);
    }

    private boolean isOwnNumber(SipRequest notify) {
        String event = notify.headers().first("Event").orElse("");
        int at = event.indexOf(";id=");
        if (at < 0) {
            return true;
        }
        String id = event.substring(at + 4).strip();
        for (long cseq = lowest; cseq <= highest; cseq++) {
            if (id.equals(Long.toString(cseq))) {
                return true;
            }
        }
        return false;
    }
}
