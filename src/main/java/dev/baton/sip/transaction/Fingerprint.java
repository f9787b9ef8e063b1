package dev.baton.sip.transaction;

import dev.baton.sip.message.CSeq;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipResponse;
import dev.baton.sip.message.Via;

/**
 * 128 bits that stand for what tells one thing from another, such as the transaction of a request. They are made with a
 * secret of this process, so that nobody can find two things with the same ones.
 */
public record Fingerprint(long high, long low) {

    /** Of two texts, in this order. */
    public static Fingerprint of(String one, String other) {
        return new Fingerprinter().add(one).add(other).finish();
    }

    /** What a response has in common with its request, RFC 3261 section 17.1.3. */
    static Fingerprint ofClient(Via via, CSeq cseq) {
        return new Fingerprinter()
                .add(via.branch().orElse(""))
                .addIgnoringCase(via.host())
                .add(via.portOrDefault())
                .add(cseq.method())
                .finish();
    }

    static Fingerprint ofClient(SipRequest request) {
        return ofClient(request.via().orElseThrow(), request.cseq());
    }

    static Fingerprint ofClient(SipResponse response) {
        return ofClient(response.via().orElseThrow(), response.cseq());
    }

    /** What all copies of a request have in common, RFC 3261 section 17.2.3. */
    static Fingerprint ofServer(SipRequest request) {
        // An ACK for a refusal belongs to the INVITE's transaction.
        return ofServer(request, request.isMethod("ACK") ? "INVITE" : request.method());
    }

    /** Of the INVITE that this CANCEL is for. */
    static Fingerprint cancelled(SipRequest cancel) {
        return ofServer(cancel, "INVITE");
    }

    private static Fingerprint ofServer(SipRequest request, String method) {
        Via via = request.via().orElseThrow();
        Fingerprinter parts = new Fingerprinter();
        if (via.hasUniqueBranch()) {
            parts.add(via.branch().orElse(""));
        } else {
            // For peers older than RFC 3261.
            parts.add(request.callId())
                    .add(request.from().tag().orElse(""))
                    .add(request.cseq().number())
                    .add(request.uri().toString());
        }
        return parts.addIgnoringCase(via.host())
                .add(via.portOrDefault())
                .add(method)
                .finish();
    }

    @Override
    public int hashCode() {
        return (int) low;
    }
}
