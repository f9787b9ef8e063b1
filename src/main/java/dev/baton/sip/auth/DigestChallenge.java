package dev.baton.sip.auth;

import dev.baton.sip.message.AuthParams;
import dev.baton.sip.message.SipParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One challenge that can be answered.
 *
 * @param realm what stands between the quotes
 * @param opaque to be given back as it is; null when there is none
 * @param withQop whether qop=auth is wanted; without it only the old form of RFC 2069 is understood
 * @param stale whether nothing was wrong before but the age of the nonce
 */
record DigestChallenge(
        String realm,
        String nonce,
        @Nullable String opaque,
        DigestAlgorithm algorithm,
        boolean withQop,
        boolean stale) {

    /** Empty when it is of another scheme, or wants what we do not have. */
    static Optional<DigestChallenge> parse(String value) {
        try {
            AuthParams params = AuthParams.parse(value);
            String algorithm = params.text("algorithm").orElse("MD5");
            String qop = params.text("qop").orElse(null);
            boolean complete =
                    params.text("realm").isPresent() && params.text("nonce").isPresent();
            if (!params.scheme().equalsIgnoreCase("Digest") || !complete || qop != null && !offersAuth(qop)) {
                return Optional.empty();
            }
            return DigestAlgorithm.of(algorithm).map(known -> of(params, known, qop != null));
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    private static DigestChallenge of(AuthParams params, DigestAlgorithm algorithm, boolean withQop) {
        return new DigestChallenge(
                params.text("realm").orElse(""),
                params.text("nonce").orElse(""),
                params.text("opaque").orElse(null),
                algorithm,
                withQop,
                params.text("stale").orElse("").equalsIgnoreCase("true"));
    }

    private static boolean offersAuth(String qop) {
        for (String option : qop.split(",", -1)) {
            if (option.strip().equalsIgnoreCase("auth")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value of the header field that answers it.
     *
     * @param count how often this nonce has been used, this time included
     */
    String answer(String method, String uri, Credentials credentials, int count, String cnonce) {
        String nc = String.format("%08x", count);
        StringBuilder value = new StringBuilder(320)
                .append("Digest username=\"")
                .append(credentials.username())
                .append("\", realm=\"")
                .append(realm)
                .append("\", nonce=\"")
                .append(nonce)
                .append("\", uri=\"")
                .append(uri)
                .append("\", algorithm=")
                .append(algorithm.token());
        if (withQop) {
            value.append(", qop=auth, nc=")
                    .append(nc)
                    .append(", cnonce=\"")
                    .append(cnonce)
                    .append('"');
        }
        value.append(", response=\"")
                .append(response(method, uri, credentials, nc, cnonce))
                .append('"');
        if (opaque != null) {
            value.append(", opaque=\"").append(opaque).append('"');
        }
        return value.toString();
    }

    private String response(String method, String uri, Credentials credentials, String nc, String cnonce) {
        String who = algorithm.hash(credentials.username() + ":" + realm + ":" + credentials.password());
        String what = algorithm.hash(method + ":" + uri);
        String middle = withQop ? nonce + ":" + nc + ":" + cnonce + ":auth" : nonce;
        return algorithm.hash(who + ":" + middle + ":" + what);
    }
}
