package dev.baton.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/**
 * Stands where the network would be: records each call and answers with the next response of an example. A call beyond
 * the last response is answered with an empty 200.
 */
final class VendorScript implements ExecChainHandler {

    private Iterator<JsonNode> responses = List.<JsonNode>of().iterator();
    private List<RecordedCall> calls = new ArrayList<>();

    /** Starts over with these responses. */
    void rewind(List<JsonNode> responses) {
        this.responses = responses.iterator();
        this.calls = new ArrayList<>();
    }

    /** Records a call and gives the next response; an empty one when there is none. */
    JsonNode answer(RecordedCall call) {
        calls.add(call);
        return responses.hasNext() ? responses.next() : MissingNode.getInstance();
    }

    List<RecordedCall> calls() {
        return List.copyOf(calls);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException {
        JsonNode answer = answer(RecordedCall.of(request));
        if (answer.path("fault").asText().equals("timeout")) {
            throw new SocketTimeoutException("Read timed out");
        }
        if (answer.path("fault").asText().equals("unreachable")) {
            throw new ConnectException("Connection refused");
        }
        if (answer.path("fault").asText().equals("untrusted")) {
            throw new SSLPeerUnverifiedException("Certificate does not match the host name");
        }
        ClassicHttpResponse response =
                new BasicClassicHttpResponse(answer.path("status").asInt(200));
        answer.path("headers")
                .properties()
                .forEach(header ->
                        response.addHeader(header.getKey(), header.getValue().asText()));
        JsonNode body = answer.path("body");
        if (!body.isMissingNode()) {
            byte[] bytes = (body.isTextual() ? body.asText() : body.toString()).getBytes(StandardCharsets.UTF_8);
            response.setEntity(new ByteArrayEntity(bytes, ContentType.APPLICATION_JSON));
        }
        return response;
    }
}
