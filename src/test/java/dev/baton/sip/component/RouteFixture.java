package dev.baton.sip.component;

import dev.baton.sip.support.ScriptedPeer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A plain Camel context, and an SBC with a UDP socket. */
abstract class RouteFixture {

    static final String NUMBER = "+4930901820";

    final DefaultCamelContext camel = new DefaultCamelContext();
    volatile Function<String, List<String>> script =
            ScriptedPeer.reporting("202 Accepted", "100 Trying", "180 Ringing", "200 OK");
    ScriptedPeer sbc;
    SipComponent sip;

    @BeforeEach
    void open() throws Exception {
        sbc = new ScriptedPeer(request -> script.apply(request));
        sip = camel.getComponent("sip", SipComponent.class);
        sip.setListen("udp:127.0.0.1:0,tcp:127.0.0.1:0");
        sip.setT1Millis(50);
    }

    @AfterEach
    void close() {
        camel.stop();
        sbc.close();
    }

    /** The URI of an endpoint that leads to the SBC. */
    String toSbc(String options) {
        return "sip:callctl@127.0.0.1:" + sbc.port() + "?" + options;
    }

    void start(String from, String to) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        });
        camel.start();
    }

    /** What a bot tells of its call. */
    static Map<String, Object> call(String callId, String referTo) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(SipConstants.REFER_TO, referTo);
        headers.put(SipConstants.CALL_ID, callId);
        headers.put(SipConstants.LOCAL_TAG, "botA1");
        headers.put(SipConstants.REMOTE_TAG, "sbcZ9");
        return headers;
    }

    Exchange send(Map<String, Object> headers) throws Exception {
        return camel.createFluentProducerTemplate()
                .to("direct:move")
                .withHeaders(headers)
                .withBody("sip:evil@example.com")
                .asyncSend()
                .get(20, TimeUnit.SECONDS);
    }
}
