package dev.baton.sip.forward;

import dev.baton.sip.message.NameAddr;
import dev.baton.sip.message.Params;
import dev.baton.sip.message.SipHeader;
import dev.baton.sip.message.SipHeaders;
import dev.baton.sip.message.SipRequest;
import dev.baton.sip.message.SipUri;
import dev.baton.sip.message.Uri;
import dev.baton.sip.transaction.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes the REFER: outside of the dialog and naming it, RFC 7647, or inside of one that is lent. Never a third way. */
final class ReferRequest {

    static final String ALLOW = "NOTIFY, OPTIONS, INVITE, ACK, CANCEL";
    static final String SUPPORTED = "tdialog, norefersub";
    static final String ACCEPT = "message/sipfrag";
    static final String USER_AGENT = "Baton";

    private static final Set<String> OURS = Set.of(
            "via",
            "max-forwards",
            "from",
            "to",
            "call-id",
            "cseq",
            "contact",
            "route",
            "record-route",
            "refer-to",
            "referred-by",
            "refer-sub",
            "target-dialog",
            "require",
            "supported",
            "allow",
            "accept",
            "user-agent",
            "event",
            "authorization",
            "proxy-authorization",
            "content-type",
            "content-length");

    private ReferRequest() {}

    /** Who the REFER is from, as its reports will name it. */
    static DialogKey key(Forward forward, String host) {
        if (forward.call() instanceof MovedCall.ByBorrowedDialog dialog) {
            return new DialogKey(dialog.callId(), dialog.local().tag().orElse(""));
        }
        return new DialogKey(Ids.random() + "@" + host, Ids.random());
    }

    /** @throws IllegalArgumentException when a part cannot be written, or is none of the caller's business */
    static SipRequest of(Forward forward, DialogKey key, SipUri contact) {
        if (forward.call() instanceof MovedCall.ByTargetDialog call) {
            SipHeaders.Builder headers = start(
                    forward.from().withTag(key.tag()).toString(),
                    NameAddr.of(address(forward.peer())).toString(),
                    key.callId(),
                    1,
                    contact);
            headers.add("Target-Dialog", call.dialog().toString()).add("Require", "tdialog");
            return SipRequest.of(
                    "REFER",
                    forward.peer().withoutHeaders(),
                    finish(headers, forward).build());
        }
        return inside((MovedCall.ByBorrowedDialog) forward.call(), forward, contact);
    }

    private static SipRequest inside(MovedCall.ByBorrowedDialog dialog, Forward forward, SipUri contact) {
        if (dialog.local().tag().isEmpty() || dialog.remote().tag().isEmpty()) {
            throw new IllegalArgumentException("a borrowed dialog without both tags is none");
        }
        SipHeaders.Builder headers =
                start(dialog.local().toString(), dialog.remote().toString(), dialog.callId(), dialog.cseq(), contact);
        Uri uri = dialog.remoteTarget().withoutHeaders();
        List<NameAddr> routes = new ArrayList<>(dialog.routes());
        if (!routes.isEmpty() && isStrict(routes.get(0))) {
            // RFC 3261 section 12.2.1.1: a proxy of the old kind wants itself in the request line.
            routes.add(NameAddr.of(uri));
            uri = routes.remove(0).uri();
        }
        routes.forEach(route -> headers.add("Route", route.toString()));
        return SipRequest.of("REFER", uri, finish(headers, forward).build());
    }

    private static boolean isStrict(NameAddr route) {
        return route.uri() instanceof SipUri uri && !uri.params().has("lr");
    }

    private static SipHeaders.Builder start(String from, String to, String callId, long cseq, SipUri contact) {
        return SipHeaders.builder()
                .add("Max-Forwards", "70")
                .add("From", from)
                .add("To", to)
                .add("Call-ID", callId)
                .add("CSeq", cseq + " REFER")
                .add("Contact", "<" + contact + ">");
    }

    private static SipHeaders.Builder finish(SipHeaders.Builder headers, Forward forward) {
        headers.add("Refer-To", "<" + forward.referTo() + ">")
                .add("Referred-By", "<" + forward.from().uri() + ">")
                .add("Supported", SUPPORTED)
                .add("Allow", ALLOW)
                .add("Accept", ACCEPT)
                .add("User-Agent", USER_AGENT);
        if (!forward.reports()) {
            headers.add("Refer-Sub", "false");
        }
        for (SipHeader header : forward.headers()) {
            if (OURS.contains(header.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "found the header field " + header.name() + ", which only the forwarder itself may write");
            }
            headers.add(header);
        }
        return headers;
    }

    /** What stands in From and To: RFC 3261 section 19.1.1 wants neither a port nor a transport there. */
    static SipUri address(SipUri uri) {
        return new SipUri(uri.secure(), uri.user(), null, uri.host(), 0, Params.NONE, List.of());
    }
}
