package dev.baton.sip.forward;

import dev.baton.sip.message.Params;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.SipTransport;
import dev.baton.sip.transport.TransportType;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where peers reach us. */
final class Contacts {

    private final String host;
    private final TransportType first;
    private final Map<TransportType, Integer> ports = new EnumMap<>(TransportType.class);

    /** @param advertisedHost IPv6 without brackets */
    Contacts(String advertisedHost, List<ListeningPoint> listening, SipTransport transport) {
        this.host = advertisedHost.indexOf(':') >= 0 ? "[" + advertisedHost + "]" : advertisedHost;
        this.first = listening.get(0).transport();
        for (ListeningPoint point : listening) {
            ports.put(
                    point.transport(), transport.localAddress(point.transport()).getPort());
        }
    }

    /** As it stands in URIs. */
    String host() {
        return host;
    }

    /**
     * The URI that leads to us.
     *
     * @param user as it stands in a URI; null for none
     * @param transport another one when it has no listening point
     * @param secure whether the peer must be offered sips
     */
    SipUri uri(@Nullable String user, TransportType transport, boolean secure) {
        TransportType used = ports.containsKey(transport) ? transport : first;
        Params params = secure || used == TransportType.UDP
                ? Params.NONE
                : Params.NONE.with("transport", used.name().toLowerCase(Locale.ROOT));
        return new SipUri(secure, user, null, host, ports.getOrDefault(used, 0), params, List.of());
    }

    /** Through the first listening point. */
    SipUri uri(String user) {
        return uri(user, first, false);
    }
}
