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
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;

/**
 * When a vendor refuses an access token of ours with 401, fetches a new one and sends the same request once more. The
 * vendor did nothing with the refused request, so this is safe for every call, in the middle of a chain of calls too.
 */
final class TokenRenewal implements ExecChainHandler {

    private final LiveTokens tokens;

    TokenRenewal(LiveTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Sent sent = token(request);
        if (sent == null || !isRepeatable(request.getEntity())) {
            return chain.proceed(request, scope);
        }
        ClassicHttpRequest again = ClassicRequestBuilder.copy(request).build();
        ClassicHttpResponse response = chain.proceed(request, scope);
        if (response.getCode() != HttpStatus.SC_UNAUTHORIZED) {
            return response;
        }
        Optional<String> renewed = tokens.renew(sent.token());
        if (renewed.isEmpty()) {
            return response;
        }
        response.close();
        again.setHeader(sent.header(), sent.before() + renewed.get());
        return chain.proceed(again, scope);
    }

    /** Vendors differ in the header that they want a token in, and in what they want before it. */
    private @Nullable Sent token(ClassicHttpRequest request) {
        for (String token : tokens.known()) {
            for (Header header : request.getHeaders()) {
                String value = header.getValue();
                if (value != null && (value.equals(token) || value.endsWith(" " + token))) {
                    return new Sent(header.getName(), value.substring(0, value.length() - token.length()), token);
                }
            }
        }
        return null;
    }

    private static boolean isRepeatable(@Nullable HttpEntity entity) {
        return entity == null || entity.isRepeatable();
    }

    /** @param before what stands before the token in the header's value: the scheme with its blank, or nothing */
    private record Sent(String header, String before, String token) {}
}
