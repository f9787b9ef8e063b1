package dev.baton.block;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The endpoint of every block: a producer around one processor. */
final class BlockEndpoint extends DefaultEndpoint {

    private final Processor block;

    BlockEndpoint(String uri, Component component, Processor block) {
        super(uri, component);
        this.block = block;
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                block.process(exchange);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("A block can be sent to, not read from: " + getEndpointUri());
    }

    @Override
    public boolean isSingletonProducer() {
        return true;
    }
}
