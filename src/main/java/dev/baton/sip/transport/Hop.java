package dev.baton.sip.transport;

import java.net.InetSocketAddress;

/**
 * Where a request goes next.
 *
 * @param address resolved
 * @param domain whom the certificate must name with TLS: the host of the URI that was located, not what DNS made of it
 */
public record Hop(TransportType transport, InetSocketAddress address, String domain) {

    /** @throws IllegalArgumentException when the address is not resolved, or its port is 0 */
    public Hop {
        if (address.isUnresolved() || address.getPort() == 0) {
            throw new IllegalArgumentException("found an address that is not resolved or of port 0");
        }
    }

    Hop over(TransportType other) {
        return new Hop(other, address, domain);
    }
}
