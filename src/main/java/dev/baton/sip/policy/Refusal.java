package dev.baton.sip.policy;

import java.util.Locale;

/** Why a call is not moved. Nothing was sent. */
public enum Refusal {
    MALFORMED_NUMBER,
    IMPOSSIBLE_NUMBER,
    NUMBER_NOT_ALLOWED,
    /** Satellite phones, international networks, premium and shared-cost services. */
    COSTLY_NUMBER,
    MALFORMED_URI,
    URI_NOT_ALLOWED,
    TOO_MANY_PER_MINUTE,
    TOO_MANY_TO_THE_NUMBER,
    TOO_MANY_AT_ONCE,
    TOO_MANY_TODAY,
    /** A call is moved once. */
    CALL_MOVED_BEFORE,
    /** What is not on record does not happen. */
    NOT_ON_RECORD;

    /** As metrics and the record write it, such as {@code costly-number}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
