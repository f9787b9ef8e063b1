package dev.baton.sip.policy;

import dev.baton.sip.message.Params;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.TelUri;
import dev.baton.sip.message.Uri;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes a URI of what a message wants to be forwarded to. Nothing but what is allowed comes out. Immutable. */
public final class DialPlan {

    private final NumberRules numbers;
    private final UriRules uris;
    private final @Nullable SipUri host;

    /**
     * @param numbersAllowed prefixes such as {@code +49}, and numbers such as {@code =+4930901820}
     * @param urisAllowed hosts such as {@code pbx.example.com} or {@code pbx.example.com:5080}; a host alone stands for
     *     its usual ports
     * @param transports that a destination may ask for: udp, tcp, tls
     * @param host where numbers are called, {@code host} or {@code host:port}; null makes tel: URIs of numbers
     * @throws IllegalArgumentException when an entry is not written that way
     */
    public DialPlan(
            List<String> numbersAllowed, List<String> urisAllowed, List<String> transports, @Nullable String host) {
        this.numbers = new NumberRules(numbersAllowed);
        this.uris = new UriRules(urisAllowed, transports);
        this.host = host == null ? null : HostPort.parse("referHost", host);
    }

    /**
     * @param wanted a number such as {@code +49 30 901820}, the same behind {@code tel:}, or a SIP URI
     * @throws ForwardRefusedException when a call must not go there
     */
    public Destination resolve(String wanted) throws ForwardRefusedException {
        String lower = wanted.substring(0, Math.min(5, wanted.length())).toLowerCase(Locale.ROOT);
        if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
            return uri(wanted);
        }
        return number(PhoneNumber.parse(lower.startsWith("tel:") ? wanted.substring(4) : wanted));
    }

    private Destination number(PhoneNumber number) throws ForwardRefusedException {
        if (numbers.isEmpty()) {
            throw new ForwardRefusedException(
                    Refusal.NUMBER_NOT_ALLOWED,
                    "No number may be forwarded to: numberAllow is empty; who runs the gateway sets it");
        }
        numbers.check(number);
        Uri uri = host == null
                ? new TelUri(number.e164(), Params.NONE)
                : SipUri.of(number.e164(), host.host(), host.port()).withParam("user", "phone");
        return new Destination(uri, number.e164(), number.masked());
    }

    private Destination uri(String text) throws ForwardRefusedException {
        SipUri uri = uris.check(text);
        PhoneNumber number = SipUser.number(uri);
        if (number != null) {
            numbers.check(number);
            return new Destination(uri, number.e164(), number.masked());
        }
        String host = uri.host().toLowerCase(Locale.ROOT);
        return new Destination(uri, uri.userText() + "@" + host, "…@" + host);
    }
}
