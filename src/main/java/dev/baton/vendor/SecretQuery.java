package dev.baton.vendor;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;

/**
 * Brings a secret into the query of a call for a vendor that takes it nowhere else. It travels to the HTTP client as a
 * header, so that it is in no address that Camel knows, shows or logs.
 */
public final class SecretQuery implements ExecChainHandler {

    /** The header that holds {@code name=value}, encoded. It is not sent. */
    public static final String HEADER = "Baton-Secret-Query";

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Header secret = request.getFirstHeader(HEADER);
        if (secret != null) {
            String path = request.getPath();
            request.removeHeaders(HEADER);
            request.setPath(path + (path.contains("?") ? '&' : '?') + secret.getValue());
        }
        return chain.proceed(request, scope);
    }
}
