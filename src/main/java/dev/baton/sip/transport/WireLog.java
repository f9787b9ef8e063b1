package dev.baton.sip.transport;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.SipHeader;
import dev.baton.sip.message.SipLimits;
import dev.baton.sip.message.SipMessage;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipParser;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TelUri;
import dev.baton.sip.message.Uri;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages in the log, at level debug of logger {@code sip.wire}, without secrets, context or whole numbers. */
final class WireLog {

    private static final Logger LOG = LoggerFactory.getLogger("sip.wire");
    private static final String HIDDEN = "***";
    private static final int SHOWN_OF_NUMBER = 3;

    /** Only what is known to be harmless is shown as it is. */
    private static final Set<String> SHOWN = Set.of(
            "Via",
            "Call-ID",
            "CSeq",
            "Max-Forwards",
            "Content-Type",
            "Content-Length",
            "Event",
            "Subscription-State",
            "Allow",
            "Supported",
            "Require",
            "Unsupported",
            "Accept",
            "Expires",
            "User-Agent",
            "Server",
            "Reason",
            "Warning",
            "Retry-After",
            "Refer-Sub");

    private static final Set<String> ADDRESSES = Set.of("From", "To", "Contact", "Refer-To", "Referred-By");

    private WireLog() {}

    static void sent(TransportType transport, SocketAddress to, SipMessage message) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("sent {} {}\n{}", transport, to, redacted(message));
        }
    }

    static void sent(TransportType transport, SocketAddress to, byte[] message) {
        if (LOG.isDebugEnabled()) {
            try {
                sent(transport, to, new SipParser(SipLimits.DEFAULT).parse(message));
            } catch (SipParseException e) {
                LOG.debug("sent {} {}, {} bytes", transport, to, message.length);
            }
        }
    }

    static void received(Origin from, SipMessage message) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("received {}\n{}", from, redacted(message));
        }
    }

    static void unreadable(Origin from, int bytes, SipParseException e) {
        LOG.debug("received {}, {} bytes that are no message that is taken: {}", from, bytes, e.getMessage());
    }

    static String redacted(SipMessage message) {
        StringBuilder text = new StringBuilder(512);
        if (message instanceof SipRequest request) {
            text.append(request.method()).append(' ').append(redacted(request.uri()));
        } else if (message instanceof SipResponse response) {
            text.append(response.status()).append(' ').append(printable(response.reason()));
        }
        for (SipHeader header : message.headers()) {
            text.append('\n').append(header.name()).append(": ").append(redacted(header));
        }
        return text.append("\n(")
                .append(message.body().length)
                .append(" bytes)")
                .toString();
    }

    private static String redacted(SipHeader header) {
        if (SHOWN.contains(header.name())) {
            return printable(header.value());
        }
        if (!ADDRESSES.contains(header.name())) {
            return HIDDEN;
        }
        try {
            NameAddr address = NameAddr.parse(header.value());
            return "<" + redacted(address.uri()) + ">" + address.params();
        } catch (SipParseException e) {
            return HIDDEN;
        }
    }

    /** Without headers, password and most of a number or name. */
    private static String redacted(Uri uri) {
        if (uri instanceof SipUri sip) {
            String host =
                    new SipUri(sip.secure(), null, null, sip.host(), sip.port(), sip.params(), List.of()).toString();
            String user = sip.user() == null ? "" : shortened(sip.user()) + "@";
            int start = sip.scheme().length() + 1;
            return host.substring(0, start)
                    + user
                    + host.substring(start)
                    + (sip.headers().isEmpty() ? "" : "?***");
        }
        return uri instanceof TelUri tel ? "tel:" + shortened(tel.number()) : uri.scheme() + ":" + HIDDEN;
    }

    private static String shortened(String user) {
        return user.length() <= SHOWN_OF_NUMBER ? user : user.substring(0, SHOWN_OF_NUMBER) + HIDDEN;
    }

    /** Nothing that a peer sent moves the cursor of a terminal. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            printable.append(Character.isISOControl(c) ? '?' : c);
        }
        return printable.toString();
    }
}
