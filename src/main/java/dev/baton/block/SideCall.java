package dev.baton.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.vendor.LaterCalls;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.support.DefaultExchange;

/** One call beside those that a connector writes down: for a token, or for what it looks up. */
final class SideCall {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProducerTemplate http;
    private final Exchange exchange;

    SideCall(ProducerTemplate http, String method, LaterCalls delivery) {
        this.http = http;
        this.exchange = new DefaultExchange(http.getCamelContext());
        message().setHeader(HttpConstants.HTTP_METHOD, method);
        delivery.shareHosts(exchange);
    }

    Message message() {
        return exchange.getMessage();
    }

    /**
     * @return the answer; missing when it is no JSON
     * @throws Exception whatever stopped the call, an answer of another status than 2xx too
     */
    JsonNode answer(String url) throws Exception {
        Exchange answer = http.send(url, exchange);
        if (answer.getException() != null) {
            throw answer.getException();
        }
        try (InputStream body = answer.getMessage().getMandatoryBody(InputStream.class)) {
            return JSON.readTree(body);
        } catch (Exception e) {
            return JSON.missingNode();
        }
    }
}
