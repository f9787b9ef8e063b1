package dev.baton.sip.lab;

import dev.baton.sip.auth.DigestAlgorithm;
import dev.baton.sip.support.TlsIdentity;

/**
 * How a {@link Kamailio} is set up.
 *
 * @param botPort where calls to {@code bot} go, UDP
 * @param agentPort where calls to {@code agent} and {@code +49…} go, UDP; a number that ends with 00 and a status
 *     is refused with that
 * @param followsRedirects whether it acts on a 302 itself, or leaves that to the caller
 * @param algorithm of its digest challenge: MD5 or SHA-256
 * @param identity what it shows over TLS
 */
public record Sbc(
        int botPort, int agentPort, boolean followsRedirects, DigestAlgorithm algorithm, TlsIdentity identity) {

    /** With nobody behind it, and MD5. */
    public static Sbc alone(TlsIdentity identity) {
        return new Sbc(9, 9, false, DigestAlgorithm.MD5, identity);
    }

    /** With a bot and an agent behind it. */
    public Sbc before(int bot, int agent) {
        return new Sbc(bot, agent, followsRedirects, algorithm, identity);
    }

    public Sbc followingRedirects() {
        return new Sbc(botPort, agentPort, true, algorithm, identity);
    }

    public Sbc challengingWith(DigestAlgorithm other) {
        return new Sbc(botPort, agentPort, followsRedirects, other, identity);
    }
}
