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
        NameAddr from = address(headers, "From");
        NameAddr to = address(headers, "To");
        String callId = single(headers, "Call-ID");
        if (!Chars.all(Chars.CALL_ID, callId)) {
            throw SipParseException.malformed("Call-ID", "a character that is not allowed in it");
        }
        CSeq cseq = CSeq.parse(single(headers, "CSeq"));
        checkMaxForwards(headers);
        return new Essentials(headers.has("Via") ? topmost(headers) : null, from, to, callId, cseq);
    }

    /** With another Via on top. */
    Essentials via(Via topmost) {
        return new Essentials(topmost, from, to, callId, cseq);
    }

    /** With our tag in To. */
    Essentials answeredAs(String toTag) {
        return new Essentials(via, from, to.withTag(toTag), callId, cseq);
    }

    /** Whether one of them would be another one with this header field. */
    static boolean areIn(String name) {
        return switch (HeaderNames.canonical(name)) {
            case "Via", "From", "To", "Call-ID", "CSeq", "Max-Forwards" -> true;
            default -> false;
        };
    }

    private static NameAddr address(SipHeaders headers, String name) throws SipParseException {
        NameAddr address = NameAddr.parse(name, single(headers, name));
        // An answer could not add a tag where there is half a one.
        if (address.params().has("tag") && address.tag().filter(Chars::isToken).isEmpty()) {
            throw SipParseException.malformed(name, "expected a token as its tag");
        }
        return address;
    }

    static void requireVia(SipHeaders headers) throws SipParseException {
        if (!headers.has("Via")) {
            throw SipParseException.malformed("Via", "expected one hop or more");
        }
    }

    /** The first hop; the others are somebody else's business, but none may be empty. */
    static Via topmost(SipHeaders headers) throws SipParseException {
        String first = headers.firstValue("Via");
        if (first != null && !first.isEmpty() && first.indexOf(',') < 0 && headers.count("Via") == 1) {
            return Via.parse(first);
        }
        List<String> hops = headers.list("Via");
        if (hops.isEmpty() || hops.contains("") || headers.all("Via").contains("")) {
            throw SipParseException.malformed("Via", "expected one hop or more, none of them empty");
        }
        return Via.parse(hops.get(0));
    }

    private static String single(SipHeaders headers, String name) throws SipParseException {
        String value = headers.firstValue(name);
        int count = value == null ? 0 : headers.count(name);
        if (value == null || count != 1) {
            throw SipParseException.malformed(name, "expected this header field once, found " + count);
        }
        return value;
    }

    private static void checkMaxForwards(SipHeaders headers) throws SipParseException {
        if (headers.has("Max-Forwards") && Chars.number(single(headers, "Max-Forwards"), LARGEST_MAX_FORWARDS) < 0) {
            throw SipParseException.malformed("Max-Forwards", "expected a number of 0 to 255");
        }
    }
}
