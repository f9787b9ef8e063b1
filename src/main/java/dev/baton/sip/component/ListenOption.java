package dev.baton.sip.component;

import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.transport.ListeningPoint;
import dev.baton.sip.transport.TransportType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The option {@code listen}: {@code udp:0.0.0.0:5060,tcp:0.0.0.0:5060}. */
final class ListenOption {

    private static final int PORT = 5060;
    private static final int TLS_PORT = 5061;

    private ListenOption() {}

    /** @throws IllegalArgumentException when one is none */
    static List<ListeningPoint> parse(String text) {
        List<ListeningPoint> points = new ArrayList<>();
        for (String entry : Choice.list(text)) {
            int colon = entry.indexOf(':');
            String transport = colon < 0 ? "" : entry.substring(0, colon).toLowerCase(Locale.ROOT);
            if (!List.of("udp", "tcp", "tls").contains(transport)) {
                throw malformed(entry);
            }
            int wanted = entry.endsWith(":0") ? 0 : -1;
            String address = wanted == 0 ? entry.substring(colon + 1, entry.length() - 2) : entry.substring(colon + 1);
            TransportType type = TransportType.valueOf(transport.toUpperCase(Locale.ROOT));
            points.add(wanted == 0 ? any(type, address, entry) : point(type, address, entry));
        }
        return points;
    }

    private static ListeningPoint any(TransportType type, String host, String entry) {
        return new ListeningPoint(
                type, new InetSocketAddress(point(type, host, entry).address().getAddress(), 0));
    }

    private static ListeningPoint point(TransportType type, String address, String entry) {
        try {
            return of(type, SipUri.parse("sip:" + address));
        } catch (SipParseException | UnknownHostException e) {
            throw malformed(entry);
        }
    }

    /** Where a consumer's address is. */
    static List<ListeningPoint> of(SipUri uri) {
        String transport = uri.params().value("transport").orElse("");
        List<TransportType> types = uri.secure()
                ? List.of(TransportType.TLS)
                : transport.isEmpty()
                        ? List.of(TransportType.UDP, TransportType.TCP)
                        : List.of(TransportType.valueOf(transport.toUpperCase(Locale.ROOT)));
        List<ListeningPoint> points = new ArrayList<>();
        for (TransportType type : types) {
            try {
                points.add(of(type, uri));
            } catch (UnknownHostException e) {
                throw malformed(uri.host());
            }
        }
        return points;
    }

    private static ListeningPoint of(TransportType type, SipUri uri) throws UnknownHostException {
        int usual = type == TransportType.TLS ? TLS_PORT : PORT;
        InetAddress address = InetAddress.getByName(uri.host());
        return new ListeningPoint(type, new InetSocketAddress(address, uri.port() == 0 ? usual : uri.port()));
    }

    private static IllegalArgumentException malformed(String entry) {
        return new IllegalArgumentException("Where SIP listens: found '" + entry
                + "', expected a transport and an address of this machine, such as udp:0.0.0.0:5060");
    }
}
