package dev.baton.vendor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * Bounds a call as a whole: its time, from the wait for a connection to the last byte of the answer, and the size of
 * the answer, also when it is compressed. The answer is in memory afterwards, and the connection free.
 */
final class ExchangeBounds implements ExecChainHandler {

    private final int deadlineMillis;
    private final int maxAnswerBytes;

    ExchangeBounds(int deadlineMillis, int maxAnswerBytes) {
        this.deadlineMillis = deadlineMillis;
        this.maxAnswerBytes = maxAnswerBytes;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        try (Deadline deadline = Deadline.in(deadlineMillis, scope)) {
            try {
                ClassicHttpResponse response = chain.proceed(request, scope);
                readWhole(response, scope);
                // A connection that the deadline closed may look like the end of the answer.
                if (deadline.hasPassed()) {
                    throw tooLate();
                }
                return response;
            } catch (IOException | HttpException | RuntimeException e) {
                scope.execRuntime.discardEndpoint();
                if (!deadline.hasPassed()) {
                    throw e;
                }
                throw e instanceof NotSentException ? new NotSentException(tooLate()) : tooLate();
            }
        }
    }

    private SocketTimeoutException tooLate() {
        return new SocketTimeoutException("No complete answer within " + deadlineMillis + " ms");
    }

    private void readWhole(ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return;
        }
        try {
            byte[] body = read(entity.getContent());
            if (isGzip(response)) {
                body = read(new GZIPInputStream(new ByteArrayInputStream(body)));
                response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
                response.removeHeaders(HttpHeaders.CONTENT_LENGTH);
            }
            // Only of a stream does Camel make a body that can be read more than once.
            response.setEntity(new InputStreamEntity(new ByteArrayInputStream(body), body.length, null));
        } catch (AnswerTooLargeException e) {
            if (response.getCode() < 300) {
                throw e;
            }
            // A refusal is one however long its page is. Not to be closed: that would read all the rest.
            scope.execRuntime.discardEndpoint();
            response.setEntity(null);
        }
    }

    private byte[] read(InputStream in) throws IOException {
        byte[] body = in.readNBytes(maxAnswerBytes + 1);
        if (body.length > maxAnswerBytes) {
            throw new AnswerTooLargeException(maxAnswerBytes);
        }
        return body;
    }

    /** We ask for no compression, but a server may compress for a client that says nothing. */
    private static boolean isGzip(ClassicHttpResponse response) {
        Header encoding = response.getFirstHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && encoding.getValue().toLowerCase(Locale.ROOT).contains("gzip");
    }
}
