package dev.baton.vendor;

import dev.baton.handover.Failure;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.ssl.SSLContexts;

/** A target's context, with nothing in it but the calls. */
final class VendorCalls implements AutoCloseable {

    static final VendorHttp.Limits LIMITS = new VendorHttp.Limits(2, 2_000, 2_000, 5_000, 1_000);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();

    private VendorCalls(
            VendorHttp.Limits limits,
            AllowedHosts hosts,
            VendorConnections.Network network,
            List<ExecChainHandler> first) {
        VendorHttp.install(context, limits, hosts, Clock.systemUTC(), first, network);
        context.start();
    }

    /** To hosts that the integrator configured, by the machine's own DNS. */
    static VendorCalls to(VendorHttp.Limits limits, String... configured) {
        return new VendorCalls(
                limits, AllowedHosts.of(List.of(), List.of(configured)), VendorConnections.Network.system(), List.of());
    }

    static VendorCalls of(AllowedHosts hosts, ExecChainHandler... first) {
        return new VendorCalls(LIMITS, hosts, VendorConnections.Network.system(), List.of(first));
    }

    static VendorCalls of(AllowedHosts hosts, DnsResolver dns) {
        return of(hosts, new VendorConnections.Network(dns, SSLContexts.createSystemDefault()));
    }

    static VendorCalls of(AllowedHosts hosts, VendorConnections.Network network) {
        return new VendorCalls(LIMITS, hosts, network, List.of());
    }

    Exchange send(String url, Exchange request) {
        return template.send(url, request);
    }

    Exchange request(Object body) {
        Exchange request = new DefaultExchange(context);
        request.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
        request.getMessage().setBody(body);
        return request;
    }

    /** @return the answer's body */
    String post(String url) throws Exception {
        Exchange answer = send(url, request("{}"));
        if (answer.getException() != null) {
            throw answer.getException();
        }
        return answer.getMessage().getBody(String.class);
    }

    /** How it fails, for a connector whose calls must not be repeated. */
    Failure failure(String url) {
        return failure(send(url, request("{}")));
    }

    static Failure failure(Exchange answer) {
        return Failures.classify(Objects.requireNonNull(answer.getException(), "the call went well"), false);
    }

    @Override
    public void close() {
        context.stop();
    }
}
