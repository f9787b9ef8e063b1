package dev.baton.vendor;

import java.io.IOException;
import java.util.Optional;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * When a vendor refuses a bearer token of ours with 401, fetches a new one and sends the same request once more. The
 * vendor did nothing with the refused request, so this is safe for every call, in the middle of a chain of calls too.
 */
final class TokenRenewal implements ExecChainHandler {

    private static final String BEARER = "Bearer ";

    private final LiveTokens tokens;

    TokenRenewal(LiveTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        String sent = bearer(request);
        if (sent == null || !isRepeatable(request.getEntity())) {
            return chain.proceed(request, scope);
        }
        ClassicHttpRequest again = ClassicRequestBuilder.copy(request).build();
        ClassicHttpResponse response = chain.proceed(request, scope);
        if (response.getCode() != HttpStatus.SC_UNAUTHORIZED) {
            return response;
        }
        Optional<String> renewed = tokens.renew(sent);
        if (renewed.isEmpty()) {
            return response;
        }
        response.close();
        again.setHeader(HttpHeaders.AUTHORIZATION, BEARER + renewed.get());
        return chain.proceed(again, scope);
    }

    private static @Nullable String bearer(ClassicHttpRequest request) {
        Header header = request.getFirstHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.getValue().startsWith(BEARER)
                ? header.getValue().substring(BEARER.length())
                : null;
    }

    private static boolean isRepeatable(@Nullable HttpEntity entity) {
        return entity == null || entity.isRepeatable();
    }
}
