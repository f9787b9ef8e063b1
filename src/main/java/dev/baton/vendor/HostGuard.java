package dev.baton.vendor;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;

/** Lets only calls to allowed hosts through, before anything of them is sent. */
final class HostGuard implements ExecChainHandler {

    private final AllowedHosts allowed;

    HostGuard(AllowedHosts allowed) {
        this.allowed = allowed;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpHost proxy = scope.route.getProxyHost();
        if (proxy != null) {
            throw HostRefusedException.proxied(proxy.getHostName());
        }
        // The route is what will be connected to; the request's own words count for nothing.
        String host = scope.route.getTargetHost().getHostName();
        if (allowed.standing(host) == AllowedHosts.Standing.REFUSED) {
            throw HostRefusedException.notAllowed(host, allowed);
        }
        return chain.proceed(request, scope);
    }
}
