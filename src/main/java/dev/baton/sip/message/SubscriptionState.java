package dev.baton.sip.message;

import java.util.Locale;
import java.util.Optional;

/**
 * How it stands with the reports that a NOTIFY belongs to, RFC 6665.
 *
 * @param state in lower case: active, pending, terminated, or a later one
 */
public record SubscriptionState(String state, Params params) {

    /** @throws SipParseException when the text is none */
    public static SubscriptionState parse(String text) throws SipParseException {
        Cursor cursor = new Cursor("Subscription-State", text);
        return new SubscriptionState(cursor.token().toLowerCase(Locale.ROOT), Params.ofHeader(cursor));
    }

    public boolean isTerminated() {
        return state.equals("terminated");
    }

    public Optional<String> reason() {
        return params.value("reason");
    }

    @Override
    public String toString() {
        return state + params;
    }
}
