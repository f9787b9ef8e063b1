package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.Failure;
import dev.baton.mapping.MappingNotes;
import dev.baton.mapping.Note;
import dev.baton.vendor.AllowedHosts;
import dev.baton.vendor.Failures;
import dev.baton.vendor.VendorHttp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/**
 * A connector run without a network: in a Camel context of its own, where every HTTP call is recorded and answered from
 * a script. It serves dry runs and the proof of a connector's examples. Not for use by two threads at once.
 */
public final class Trial implements AutoCloseable {

    private final VendorScript script = new VendorScript();
    private final Connector connector;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Kamelets kamelets = new Kamelets(context);
    private final ProducerTemplate template = context.createProducerTemplate();

    public Trial(Connector connector) {
        this.connector = connector;
        context.getCamelContextExtension().setName("trial-" + connector.templateId());
    }

    /** The first target's hosts are the only ones that may be called. */
    private void open(ActiveTarget target) throws Exception {
        List<String> addresses = new ArrayList<>();
        target.definition().settings().forEach(value -> addresses.add(value.asText()));
        AllowedHosts hosts = AllowedHosts.of(List.of(), addresses);
        VendorHttp.install(context, VendorHttp.Limits.DEFAULT, hosts, Clock.systemUTC(), List.of(script));
        context.start();
        kamelets.load(connector);
    }

    /**
     * Runs one delivery; the vendor answers with the given responses, in their order.
     *
     * @throws Exception when the Kamelet cannot be built; the message says where and why
     */
    public Result run(DeliveryScope delivery, List<JsonNode> responses) throws Exception {
        if (!context.isStarted()) {
            open(delivery.target());
        }
        script.rewind(responses);
        kamelets.start(delivery.target());
        try (MappingNotes notes = MappingNotes.open()) {
            Exchange exchange = new DefaultExchange(context);
            delivery.bind(exchange);
            exchange.getMessage().setBody(delivery.handover());
            template.send(delivery.target().kameletUri(), exchange);
            Exception thrown = exchange.getException();
            return thrown == null
                    ? new Result(script.calls(), ReceiptBody.of(exchange), null, notes.list())
                    : new Result(
                            script.calls(),
                            null,
                            Failures.classify(
                                    thrown, delivery.target().connector().idempotent()),
                            notes.list());
        } finally {
            kamelets.stop(delivery.target());
        }
    }

    @Override
    public void close() {
        context.stop();
    }

    /**
     * @param receipt what the connector's last mapping made; absent when the delivery failed
     * @param notes what the mappings cut
     */
    public record Result(
            List<RecordedCall> calls, @Nullable ObjectNode receipt, @Nullable Failure failure, List<Note> notes) {}
}
