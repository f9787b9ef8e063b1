package dev.baton.sip.transaction;

import dev.baton.sip.message.SipMessage;
import dev.baton.sip.message.Via;
import java.util.Locale;

/** What a response has in common with its request, RFC 3261 section 17.1.3. */
record ClientKey(String branch, String sentBy, String method) {

    static ClientKey of(SipMessage message) {
        Via via = message.via().orElseThrow();
        String sentBy = via.host().toLowerCase(Locale.ROOT) + ":" + via.portOrDefault();
        return new ClientKey(via.branch().orElse(""), sentBy, message.cseq().method());
    }
}
