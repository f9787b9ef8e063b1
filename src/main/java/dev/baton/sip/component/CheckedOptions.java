package dev.baton.sip.component;

import dev.baton.sip.auth.Credentials;
import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.auth.DigestClient;
import dev.baton.sip.policy.Caps;
import dev.baton.sip.policy.DialPlan;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the options of an endpoint come to, once they are all there and fit together. */
record CheckedOptions(SipAddress located, DialPlan dialPlan, Caps caps, @Nullable DigestClient digest) {

    /** @throws IllegalArgumentException with what is wrong with an option */
    static CheckedOptions of(
            boolean secure,
            @Nullable String address,
            SipPeerConfiguration peer,
            SipReferConfiguration refer,
            SipPolicyConfiguration policy) {
        Choice.check("transport", peer.getTransport(), "udp", "tcp", "tls");
        Choice.check("dialogMode", refer.getDialogMode(), "target-dialog", "borrowed");
        Choice.check("completion", refer.getCompletion(), "accepted", "final");
        Choice.check("contextIn", refer.getContextIn(), "refer-to", "header", "none");
        Choice.check("numberForm", refer.getNumberForm(), "sip", "tel");
        Choice.checkMillis("receiveTimeoutMillis", refer.getReceiveTimeoutMillis());
        Choice.checkMillis("ringTimeoutMillis", refer.getRingTimeoutMillis());
        Choice.checkMillis("redirectLifeMillis", refer.getRedirectLifeMillis());
        SipAddress located = SipAddress.of(secure, address, peer);
        Caps caps = new Caps(
                policy.getMaxPerMinute(),
                policy.getMaxPerMinuteToOne(),
                policy.getMaxConcurrent(),
                policy.getMaxPerDay());
        return new CheckedOptions(located, dialPlan(located, refer, policy), caps, digest(peer));
    }

    private static DialPlan dialPlan(SipAddress located, SipReferConfiguration refer, SipPolicyConfiguration policy) {
        String referHost = refer.getReferHost() == null ? located.uri().host() : refer.getReferHost();
        return new DialPlan(
                Choice.numbers(policy.getNumberAllow()),
                Choice.list(policy.getUriAllow()),
                Choice.list(policy.getUriTransports()),
                refer.getNumberForm().equals("tel") ? null : referHost);
    }

    private static @Nullable DigestClient digest(SipPeerConfiguration peer) {
        if (peer.getAuthUsername() == null && peer.getAuthPassword() == null) {
            return null;
        }
        if (peer.getAuthUsername() == null || peer.getAuthPassword() == null) {
            throw new IllegalArgumentException(
                    "Options authUsername and authPassword: found one of them, expected both");
        }
        Credentials credentials = new Credentials(peer.getAuthUsername(), peer.getAuthPassword());
        String only = peer.getAuthRealm();
        return new DigestClient(
                realm -> only == null || only.equals(realm) ? Optional.of(credentials) : Optional.empty(),
                EnumSet.allOf(DigestAlgorithm.class));
    }
}
