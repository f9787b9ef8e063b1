package dev.baton.sip.forward;

/** How a forward ended. */
public enum ForwardOutcome {
    ANSWERED,
    BUSY,
    NO_ANSWER,
    DECLINED,
    BAD_NUMBER,
    /** The dialog is not there any more. */
    CALL_GONE,
    /** The peer does not do this. */
    UNSUPPORTED,
    /** The peer wants a signed identity, RFC 3892. */
    IDENTITY_NEEDED,
    /** Our credentials were refused, or the peer wants some and there are none. */
    NOT_AUTHENTICATED,
    /** The peer is overloaded or out of order: nothing has happened. */
    UNAVAILABLE,
    /** Nobody could be reached: nothing has happened. */
    UNREACHABLE,
    /** The peer's certificate is not the right one, or ours not for the peer: nothing has happened. */
    UNTRUSTED_CERTIFICATE,
    /** The peer took the REFER and will not report. */
    ACCEPTED_UNVERIFIED,
    /** It is not known whether the call has moved: no answer to the REFER, no report in time, or one without a status. */
    UNKNOWN;

    /** As metrics and results write it, such as {@code no-answer}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
