package dev.baton.vendor;

import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** Tells a call that failed before there was a connection from one that the vendor may have seen. */
final class SendMark {

    private static final String SENDING = "baton.sending";

    private SendMark() {}

    static void addTo(HttpClientBuilder builder) {
        String connect = ChainElement.CONNECT.name();
        builder.addExecInterceptorBefore(connect, "not-sent", SendMark::connect);
        builder.addExecInterceptorAfter(connect, "sending", SendMark::send);
    }

    private static ClassicHttpResponse connect(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.removeAttribute(SENDING);
        try {
            return chain.proceed(request, scope);
        } catch (IOException e) {
            throw scope.clientContext.getAttribute(SENDING) == null ? new NotSentException(e) : e;
        }
    }

    private static ClassicHttpResponse send(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        scope.clientContext.setAttribute(SENDING, true);
        return chain.proceed(request, scope);
    }
}
