package dev.baton.sip.forward;

import dev.baton.sip.message.SipResponse;

/** What the 2xx that takes a REFER says besides. */
final class Acceptance {

    private Acceptance() {}

    /** RFC 4488: whether the peer has made no subscription. */
    static boolean isWithoutReports(SipResponse response) {
        String value = response.headers().first("Refer-Sub").orElse("");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().equalsIgnoreCase("false");
    }
}
