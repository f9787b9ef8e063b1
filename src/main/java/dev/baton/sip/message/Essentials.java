package dev.baton.sip.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every message has, and must have only once.
 *
 * @param via the topmost; null only in a message of ours that has not been sent yet
 */
record Essentials(@Nullable Via via, NameAddr from, NameAddr to, String callId, CSeq cseq) {

    private static final int LARGEST_MAX_FORWARDS = 255;

    static Essentials read(SipHeaders headers) throws SipParseException {
        String via = headers.first("Via").orElse(null);
        NameAddr from = NameAddr.parse("From", single(headers, "From"));
        NameAddr to = NameAddr.parse("To", single(headers, "To"));
        String callId = single(headers, "Call-ID");
        if (!Chars.all(Chars.CALL_ID, callId)) {
            throw SipParseException.malformed("Call-ID", "a character that is not allowed in it");
        }
        CSeq cseq = CSeq.parse(single(headers, "CSeq"));
        checkMaxForwards(headers);
        return new Essentials(via == null ? null : topmost(headers), from, to, callId, cseq);
    }

    static void requireVia(SipHeaders headers) throws SipParseException {
        if (!headers.has("Via")) {
            throw SipParseException.malformed("Via", "expected one hop or more");
        }
    }

    /** The first hop; the others are somebody else's business, but none may be empty. */
    static Via topmost(SipHeaders headers) throws SipParseException {
        List<String> hops = headers.list("Via");
        if (hops.isEmpty() || hops.contains("")) {
            throw SipParseException.malformed("Via", "expected one hop or more, none of them empty");
        }
        return Via.parse(hops.get(0));
    }

    private static String single(SipHeaders headers, String name) throws SipParseException {
        List<String> values = headers.all(name);
        if (values.size() != 1) {
            throw SipParseException.malformed(name, "expected this header field once, found " + values.size());
        }
        return values.get(0);
    }

    private static void checkMaxForwards(SipHeaders headers) throws SipParseException {
        if (headers.has("Max-Forwards") && Chars.number(single(headers, "Max-Forwards"), LARGEST_MAX_FORWARDS) < 0) {
            throw SipParseException.malformed("Max-Forwards", "expected a number of 0 to 255");
        }
    }
}
