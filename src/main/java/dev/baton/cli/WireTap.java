package dev.baton.cli;

import dev.baton.proof.RecordedCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.BufferedHttpEntity;

/** Writes down each call on its way to the network, and how it was answered. For one thread. */
final class WireTap implements ExecChainHandler {

    private final List<Call> calls = new ArrayList<>();

    List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        if (request.getEntity() != null && !request.getEntity().isRepeatable()) {
            // What is read to be shown could not be sent any more.
            request.setEntity(new BufferedHttpEntity(request.getEntity()));
        }
        RecordedCall call = RecordedCall.of(request);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            calls.add(new Call(call, String.valueOf(response.getCode())));
            return response;
        } catch (IOException e) {
            calls.add(new Call(call, "no answer"));
            throw e;
        }
    }

    /** @param outcome the HTTP status, or that there was no answer */
    record Call(RecordedCall request, String outcome) {}
}
