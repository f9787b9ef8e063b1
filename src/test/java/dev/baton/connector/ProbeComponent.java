package dev.baton.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** {@code probe:path?option=…&read=…}: answers with what reached it, and with the message's headers, as a receipt's references. */
public final class ProbeComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String path, Map<String, Object> parameters) {
        return new Probe(uri, this, path, getAndRemoveParameter(parameters, "read", String.class));
    }

    /** An endpoint with an option that Camel sets; public because Camel must see the setter. */
    public static final class Probe extends DefaultEndpoint {

        private final String path;
        private final @Nullable String read;
        private @Nullable String option;

        Probe(String uri, Component component, String path, @Nullable String read) {
            super(uri, component);
            this.path = path;
            this.read = read;
        }

        public void setOption(String option) {
            this.option = option;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) {
                    ObjectNode receipt = JsonNodeFactory.instance.objectNode();
                    ObjectNode refs = receipt.putObject("externalRefs");
                    exchange.getMessage().removeHeader(Exchange.CONTENT_TYPE);
                    exchange.getMessage().getHeaders().forEach((name, value) -> refs.put(name, value.toString()));
                    refs.put("path", path);
                    if (read != null) {
                        refs.put("read", read);
                    }
                    if (option != null) {
                        refs.put("option", option);
                    }
                    exchange.getMessage().setBody(receipt);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("A probe is sent to");
        }

        @Override
        public boolean isSingletonProducer() {
            return true;
        }
    }
}
