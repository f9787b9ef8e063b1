package dev.baton.sip.location;

import dev.baton.sip.transport.TransportType;
import org.jspecify.annotations.Nullable;

/** What the DNS calls a transport. */
enum Service {
    TLS(TransportType.TLS, "SIPS+D2T", "_sips._tcp", 5061),
    TCP(TransportType.TCP, "SIP+D2T", "_sip._tcp", 5060),
    UDP(TransportType.UDP, "SIP+D2U", "_sip._udp", 5060);

    final TransportType transport;
    final String naptr;
    final String srv;
    final int defaultPort;

    Service(TransportType transport, String naptr, String srv, int defaultPort) {
        this.transport = transport;
        this.naptr = naptr;
        this.srv = srv;
        this.defaultPort = defaultPort;
    }

    static @Nullable Service ofNaptr(String text) {
        for (Service service : values()) {
            if (service.naptr.equalsIgnoreCase(text)) {
                return service;
            }
        }
        return null;
    }

    static Service of(TransportType transport) {
        for (Service service : values()) {
            if (service.transport == transport) {
                return service;
            }
        }
        throw new IllegalArgumentException("no service for " + transport);
    }
}
