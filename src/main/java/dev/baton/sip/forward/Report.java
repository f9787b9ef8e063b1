package dev.baton.sip.forward;

import dev.baton.sip.message.SipFrag;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SubscriptionState;
import java.util.Optional;

/**
 * What one NOTIFY says, RFC 3515 section 2.4.
 *
 * @param fork the tag of who sent it
 * @param terminated whether it is the last one, by its own words
 * @param status how far the call got; 0 when it does not say
 */
record Report(String fork, boolean terminated, int status, String reason) {

    private static final int BAD_REQUEST = 400;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int BAD_EVENT = 489;

    static Report read(SipRequest notify) throws UnreadableReport {
        SipHeaders headers = notify.headers();
        if (!beforeParams(headers.first("Event").orElse("")).equalsIgnoreCase("refer")) {
            throw new UnreadableReport(BAD_EVENT);
        }
        String fork = notify.from().tag().orElse("");
        boolean terminated = isTerminated(headers);
        byte[] body = notify.body();
        if (body.length == 0) {
            return new Report(fork, terminated, 0, "");
        }
        if (!beforeParams(headers.first("Content-Type").orElse("")).equalsIgnoreCase("message/sipfrag")) {
            throw new UnreadableReport(UNSUPPORTED_MEDIA_TYPE);
        }
        SipFrag fragment = SipFrag.parse(body).orElseThrow(() -> new UnreadableReport(BAD_REQUEST));
        return new Report(fork, terminated, fragment.status(), Words.of(fragment.headers(), fragment.reason()));
    }

    /** Some old peers have no such header field: their final status ends it. */
    private static boolean isTerminated(SipHeaders headers) throws UnreadableReport {
        Optional<String> state = headers.first("Subscription-State");
        try {
            return state.isPresent() && SubscriptionState.parse(state.get()).isTerminated();
        } catch (SipParseException e) {
            throw new UnreadableReport(BAD_REQUEST);
        }
    }

    private static String beforeParams(String value) {
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip();
    }

    /**
     * Whether the call has got as far as it will. A peer that goes on after a redirect or a challenge of the target says
     * so by not terminating.
     */
    boolean isFinal() {
        boolean mayGoOn = status >= 300 && status < 400 || status == 401 || status == 407;
        return status >= 200 && (terminated || !mayGoOn);
    }
}
