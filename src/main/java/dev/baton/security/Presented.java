package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request shows of its caller.
 *
 * @param credential an API key or a token
 * @param bearer whether it came as {@code Authorization: Bearer}, the only way for a token
 * @param certificate one that the server trusts
 */
record Presented(@Nullable String credential, boolean bearer, @Nullable X509Certificate certificate) {

    private static final String BEARER = "Bearer ";
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    /** @throws ProblemException when it shows two of a kind: a proxy before us might have looked at the other */
    static Presented by(HttpServletRequest request) {
        String authorization = only(request, "Authorization");
        String key = only(request, "X-API-Key");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? new Presented(authorization.substring(BEARER.length()).strip(), true, certificate(request))
                : new Presented(key, false, certificate(request));
    }

    private static @Nullable String only(HttpServletRequest request, String header) {
        List<String> values = Collections.list(request.getHeaders(header));
        if (values.size() > 1) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "found the header " + header + " " + values.size() + " times, expected it once"));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static @Nullable X509Certificate certificate(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                ? chain[0]
                : null;
    }
}
