package dev.baton.vendor;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.service.ServiceHelper;

/** A call with what earlier steps said of later calls. Camel's HTTP endpoint does everything else. */
final class HostedEndpoint extends DefaultEndpoint {

    private final HttpEndpoint http;
    private final AllowedHosts allowed;

    HostedEndpoint(HttpEndpoint http, AllowedHosts allowed) {
        super(http.getEndpointUri(), http.getComponent());
        this.http = http;
        this.allowed = allowed;
    }

    @Override
    public Producer createProducer() throws Exception {
        return new Sender(this, http.createProducer());
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("A vendor can be called, not read from: " + getEndpointUri());
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ServiceHelper.startService(http);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(http);
        super.doStop();
    }

    private final class Sender extends DefaultProducer {

        private final Producer call;

        Sender(Endpoint endpoint, Producer call) {
            super(endpoint);
            this.call = call;
        }

        @Override
        public void process(Exchange exchange) throws Exception {
            LaterCalls.of(exchange).apply(exchange.getMessage(), http.getHttpUri(), allowed);
            call.process(exchange);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            ServiceHelper.startService(call);
        }

        @Override
        protected void doStop() throws Exception {
            ServiceHelper.stopService(call);
            super.doStop();
        }
    }
}
