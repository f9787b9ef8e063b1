package dev.baton.sip.component;

import dev.baton.sip.forward.MovedCall;
import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.Params;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TargetDialog;
import dev.baton.sip.message.UserToUser;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Reads from a message which call is meant. */
final class CallHeaders {

    private static final int LONGEST = 2_048;
    private static final int MOST_ROUTES = 20;
    private static final int UUI_BYTES = 1_024;
    private static final long LARGEST_CSEQ = (1L << 31) - 1;

    private final Message message;

    CallHeaders(Message message) {
        this.message = message;
    }

    String referTo() throws IncompleteForwardException {
        return text(SipConstants.REFER_TO, "a number such as +4930901820 or a SIP URI");
    }

    MovedCall call(boolean borrowed) throws IncompleteForwardException {
        String callId = text(SipConstants.CALL_ID, "the Call-ID of the call that is moved");
        String localTag = text(SipConstants.LOCAL_TAG, "the bot's own tag in that call");
        String remoteTag = text(SipConstants.REMOTE_TAG, "the tag of who the bot talks to");
        TargetDialog dialog;
        try {
            dialog = TargetDialog.seenByPeer(callId, localTag, remoteTag);
        } catch (IllegalArgumentException e) {
            throw new IncompleteForwardException(
                    SipConstants.CALL_ID, "characters that no Call-ID or tag has", "them as they are in the call");
        }
        return borrowed ? borrowed(callId, localTag, remoteTag) : new MovedCall.ByTargetDialog(dialog);
    }

    private MovedCall borrowed(String callId, String localTag, String remoteTag) throws IncompleteForwardException {
        NameAddr local = NameAddr.of(uri(SipConstants.LOCAL_URI)).withTag(localTag);
        NameAddr remote = NameAddr.of(uri(SipConstants.REMOTE_URI)).withTag(remoteTag);
        return new MovedCall.ByBorrowedDialog(callId, local, remote, uri(SipConstants.REMOTE_TARGET), routes(), cseq());
    }

    private SipUri uri(String header) throws IncompleteForwardException {
        try {
            SipUri uri = SipUri.parse(text(header, "a SIP URI of the borrowed dialog"));
            if (uri.headers().isEmpty()) {
                return uri;
            }
        } catch (SipParseException e) {
            // Told below.
        }
        throw new IncompleteForwardException(header, "no SIP URI, or one with headers", "one such as sip:bot@10.0.0.7");
    }

    private List<NameAddr> routes() throws IncompleteForwardException {
        String text = optional(SipConstants.ROUTES);
        List<NameAddr> routes = new ArrayList<>();
        if (text == null) {
            return routes;
        }
        for (String route : text.split(",", MOST_ROUTES + 1)) {
            try {
                NameAddr address = NameAddr.parse(route.strip());
                routes.add(new NameAddr(null, address.uri(), Params.NONE));
            } catch (SipParseException e) {
                throw new IncompleteForwardException(
                        SipConstants.ROUTES,
                        "what is no address",
                        "addresses such as <sip:proxy;lr>, at most " + MOST_ROUTES + ", with commas between");
            }
        }
        return routes;
    }

    private long cseq() throws IncompleteForwardException {
        Long cseq;
        try {
            cseq = message.getHeader(SipConstants.CSEQ, Long.class);
        } catch (RuntimeException e) {
            cseq = null;
        }
        if (cseq == null || cseq < 1 || cseq > LARGEST_CSEQ) {
            throw new IncompleteForwardException(
                    SipConstants.CSEQ, "no number", "one above every CSeq that the bot has used in the call");
        }
        return cseq;
    }

    @Nullable
    UserToUser uui() throws IncompleteForwardException {
        String hex = optional(SipConstants.UUI);
        if (hex == null) {
            return null;
        }
        try {
            UserToUser uui = new UserToUser(hex);
            if (uui.size() <= UUI_BYTES) {
                return uui;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new IncompleteForwardException(
                SipConstants.UUI,
                "what are no hexadecimal digits, an odd number, or too many",
                "an even number of them, at most " + 2 * UUI_BYTES);
    }

    @Nullable
    String callId() throws IncompleteForwardException {
        return optional(SipConstants.CALL_ID);
    }

    private String text(String header, String expected) throws IncompleteForwardException {
        String text = optional(header);
        if (text == null) {
            throw new IncompleteForwardException(header, "nothing", expected);
        }
        return text;
    }

    private @Nullable String optional(String header) throws IncompleteForwardException {
        Object value = message.getHeader(header);
        if (value == null || value instanceof String text && text.isEmpty()) {
            return null;
        }
        if (value instanceof String text && text.length() <= LONGEST) {
            return text;
        }
        throw new IncompleteForwardException(
                header, "no text, or a long one", "a text of at most " + LONGEST + " characters");
    }
}
