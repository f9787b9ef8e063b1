package dev.baton.sip.policy;

import dev.baton.sip.message.SipParseException;
import dev.baton.sip.message.SipUri;
import java.util.Locale;

/** Hosts in settings. */
final class HostPort {

    private HostPort() {}

    /** @throws IllegalArgumentException when it is no {@code host} or {@code host:port} */
    static SipUri parse(String setting, String text) {
        try {
            SipUri uri = SipUri.parse("sip:" + text.toLowerCase(Locale.ROOT));
            if (uri.user() == null
                    && uri.params().all().isEmpty()
                    && uri.headers().isEmpty()) {
                return uri;
            }
        } catch (SipParseException e) {
            // Told below, with what would be right.
        }
        throw new IllegalArgumentException(
                setting + ": found '" + text + "', expected a host such as pbx.example.com or pbx.example.com:5080");
    }
}
