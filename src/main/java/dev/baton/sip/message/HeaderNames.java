package dev.baton.sip.message;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How header fields are written; compact forms become long ones. */
final class HeaderNames {

    private static final Map<String, String> KNOWN = new HashMap<>();

    static {
        for (String name : ("Accept Accept-Encoding Accept-Language Alert-Info Allow Allow-Events Authentication-Info"
                        + " Authorization Call-ID Call-Info Contact Content-Disposition Content-Encoding Content-Language"
                        + " Content-Length Content-Type CSeq Date Diversion Error-Info Event Expires From History-Info"
                        + " In-Reply-To Max-Forwards MIME-Version Min-Expires Organization P-Asserted-Identity Priority"
                        + " Proxy-Authenticate Proxy-Authorization Proxy-Require RAck Reason Record-Route Refer-Sub"
                        + " Refer-To Referred-By Replaces Reply-To Require Retry-After Route RSeq Server Session-Expires"
                        + " Subject Subscription-State Supported Target-Dialog Timestamp To Unsupported User-Agent"
                        + " User-to-User Via Warning WWW-Authenticate")
                .split(" ")) {
            know(name, name);
        }
        for (String pair : ("a=Accept-Contact b=Referred-By c=Content-Type d=Request-Disposition e=Content-Encoding"
                        + " f=From i=Call-ID j=Reject-Contact k=Supported l=Content-Length m=Contact n=Identity-Info"
                        + " o=Event r=Refer-To s=Subject t=To u=Allow-Events v=Via x=Session-Expires y=Identity")
                .split(" ")) {
            know(pair.substring(0, 1), pair.substring(2));
        }
    }

    private HeaderNames() {}

    private static void know(String written, String canonical) {
        KNOWN.put(written, canonical);
        KNOWN.put(written.toLowerCase(Locale.ROOT), canonical);
        KNOWN.put(written.toUpperCase(Locale.ROOT), canonical);
    }

    /** The long name in its usual letters; of an unknown header field the name as it is. */
    static String canonical(String name) {
        String usual = KNOWN.get(name);
        if (usual == null) {
            usual = KNOWN.get(name.toLowerCase(Locale.ROOT));
        }
        return usual == null ? name : usual;
    }
}
