package dev.baton.sip.policy;

import dev.baton.sip.message.Param;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipUri;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which SIP URIs may be called: those at hosts that are named, with nothing in them that leads elsewhere. */
final class UriRules {

    private static final int LONGEST = 256;
    private static final Set<Integer> USUAL_PORTS = Set.of(0, 5060, 5061);
    private static final Set<String> TRANSPORTS = Set.of("udp", "tcp", "tls");

    private final Set<String> allowed = new HashSet<>();
    private final Set<String> transports = new HashSet<>();

    UriRules(List<String> hosts, List<String> transports) {
        for (String entry : hosts) {
            SipUri host = HostPort.parse("uriAllow", entry);
            if (host.port() > 0) {
                allowed.add(key(host.host(), host.port()));
            } else {
                USUAL_PORTS.forEach(port -> allowed.add(key(host.host(), port)));
            }
        }
        for (String transport : transports) {
            if (!TRANSPORTS.contains(transport)) {
                throw new IllegalArgumentException(
                        "uriTransports: found '" + transport + "', expected udp, tcp or tls");
            }
            this.transports.add(transport);
        }
    }

    private static String key(String host, int port) {
        return host.toLowerCase(Locale.ROOT) + ' ' + port;
    }

    SipUri check(String text) throws ForwardRefusedException {
        SipUri uri = parse(text);
        if (!allowed.contains(key(uri.host(), uri.port()))) {
            throw new ForwardRefusedException(
                    Refusal.URI_NOT_ALLOWED,
                    "The host and port of the URI to forward to are not among those that uriAllow names; who runs the"
                            + " gateway adds them");
        }
        if (!uri.headers().isEmpty()) {
            throw malformed("headers behind a question mark, expected none");
        }
        if (uri.password() != null || uri.user() == null) {
            throw malformed("a password or no user, expected a user such as sip:agents@pbx.example.com");
        }
        for (Param param : uri.params().all()) {
            check(param);
        }
        return uri;
    }

    private static SipUri parse(String text) throws ForwardRefusedException {
        if (text.length() > LONGEST) {
            throw malformed(text.length() + " characters, expected at most " + LONGEST);
        }
        try {
            return SipUri.parse(text);
        } catch (SipParseException e) {
            throw malformed("none that can be read (" + e.getMessage() + ")");
        }
    }

    /** Not named, not allowed: maddr and ttl lead to other hosts, method makes another request of it. */
    private void check(Param param) throws ForwardRefusedException {
        String name = param.name().toLowerCase(Locale.ROOT);
        String value = param.value() == null ? "" : param.value().toLowerCase(Locale.ROOT);
        boolean phone = name.equals("user") && value.equals("phone");
        if (name.equals("transport") && !transports.contains(value)) {
            throw new ForwardRefusedException(
                    Refusal.URI_NOT_ALLOWED,
                    "The transport of the URI to forward to is not among those of uriTransports");
        }
        if (!phone && !name.equals("transport")) {
            throw malformed("a parameter, expected none but transport and user=phone");
        }
    }

    private static ForwardRefusedException malformed(String found) {
        return new ForwardRefusedException(Refusal.MALFORMED_URI, "The URI to forward to: found " + found);
    }
}
