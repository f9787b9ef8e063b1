package dev.baton.sip.transaction;

import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.Via;
import java.util.Locale;

/** What all copies of a request have in common, RFC 3261 section 17.2.3. */
record ServerKey(String id, String sentBy, String method) {

    static ServerKey of(SipRequest request) {
        // An ACK for a refusal belongs to the INVITE's transaction.
        return of(request, request.isMethod("ACK") ? "INVITE" : request.method());
    }

    /** Of the INVITE that this CANCEL is for. */
    static ServerKey cancelled(SipRequest cancel) {
        return of(cancel, "INVITE");
    }

    private static ServerKey of(SipRequest request, String method) {
        Via via = request.via().orElseThrow();
        String sentBy = via.host().toLowerCase(Locale.ROOT) + ":" + via.portOrDefault();
        return new ServerKey(via.uniqueBranch().orElseGet(() -> withoutBranch(request)), sentBy, method);
    }

    /** For peers older than RFC 3261. */
    private static String withoutBranch(SipRequest request) {
        return request.callId() + "\n" + request.from().tag().orElse("") + "\n"
                + request.cseq().number() + "\n" + request.uri();
    }
}
