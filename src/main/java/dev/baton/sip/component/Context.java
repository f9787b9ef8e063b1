package dev.baton.sip.component;

import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.Uri;
import dev.baton.sip.message.UserToUser;
import org.jspecify.annotations.Nullable;

/**
 * A destination with what travels along for the agent's side.
 *
 * @param uri with User-to-User when it travels in there
 * @param headers with User-to-User when it travels as one
 */
record Context(Uri uri, SipHeaders headers) {

    private static final String USER_TO_USER = "User-to-User";

    /** @throws IncompleteForwardException when a tel: URI would have to carry it */
    static Context of(String contextIn, Uri uri, @Nullable UserToUser uui) throws IncompleteForwardException {
        if (uui == null || contextIn.equals("none")) {
            return new Context(uri, SipHeaders.NONE);
        }
        if (contextIn.equals("header")) {
            return new Context(uri, SipHeaders.NONE.with(USER_TO_USER, uui.toString()));
        }
        if (uri instanceof SipUri sip) {
            return new Context(sip.withHeader(USER_TO_USER, uui.toString()), SipHeaders.NONE);
        }
        throw new IncompleteForwardException(
                SipConstants.UUI,
                "data for a tel: URI, which carries none",
                "contextIn=header or none with numberForm=tel");
    }
}
