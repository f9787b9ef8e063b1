package dev.baton.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How header fields are written; compact forms become long ones. */
final class HeaderNames {

    private static final Map<String, String> KNOWN = new HashMap<>();

    private static final int SLOTS = 512;
    /** Names as they may be written, in lower case, at the place of their hash or in the next one that was free. */
    private static final String[] WRITTEN = new String[SLOTS];

    private static final String[] CANONICAL = new String[SLOTS];

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
        String lower = written.toLowerCase(Locale.ROOT);
        byte[] bytes = lower.getBytes(StandardCharsets.US_ASCII);
        int slot = slot(bytes, 0, bytes.length);
        while (WRITTEN[slot] != null) {
            slot = slot + 1 & SLOTS - 1;
        }
        WRITTEN[slot] = lower;
        CANONICAL[slot] = canonical;
    }

    private static int slot(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + (bytes[i] | 0x20);
        }
        return (hash ^ hash >>> 9) & SLOTS - 1;
    }

    /** The canonical name of what is written there, without a String for it; null when it is unknown. */
    static @Nullable String known(byte[] bytes, int from, int to) {
        for (int slot = slot(bytes, from, to); WRITTEN[slot] != null; slot = slot + 1 & SLOTS - 1) {
            if (isWritten(WRITTEN[slot], bytes, from, to)) {
                return CANONICAL[slot];
            }
        }
        return null;
    }

    private static boolean isWritten(String name, byte[] bytes, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            byte b = bytes[from + i];
            if (name.charAt(i) != (b >= 'A' && b <= 'Z' ? b + ' ' : b)) {
                return false;
            }
        }
        return true;
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
