package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What a connector's blocks may know of the delivery they serve. It travels on the exchange as a property, so that one
 * delivery sees one version of its target from beginning to end.
 *
 * @param settings the target's settings without secrets, with what the message was allowed to override
 */
public record DeliveryScope(ActiveTarget target, String handoverId, JsonNode handover, JsonNode settings, Instant now) {

    private static final String PROPERTY = "batonDelivery";
    private static final String KEPT = "batonKept";

    /** The question to a target whether anybody is there, which is about no handover in particular. */
    public static DeliveryScope question(ActiveTarget target, Instant now) {
        return new DeliveryScope(
                target,
                "",
                JsonNodeFactory.instance.objectNode(),
                target.definition().settings(),
                now);
    }

    /** Begins a delivery: nothing is kept yet. */
    public void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        exchange.removeProperty(KEPT);
    }

    /** Lets every later mapping of this delivery see the value as {@code $kept}, instead of what was kept before. */
    public static void keep(Exchange exchange, JsonNode value) {
        exchange.setProperty(KEPT, value);
    }

    /** @throws IllegalStateException when the exchange is not a delivery */
    public static DeliveryScope of(Exchange exchange) {
        DeliveryScope scope = exchange.getProperty(PROPERTY, DeliveryScope.class);
        if (scope == null) {
            throw new IllegalStateException("This block works inside a Baton delivery only");
        }
        return scope;
    }

    /** The variables that every mapping sees beside its input; {@code $kept} is null as long as nothing was kept. */
    public Map<String, JsonNode> variables(Exchange exchange) {
        JsonNode kept = exchange.getProperty(KEPT, JsonNode.class);
        return Map.of(
                "handover",
                handover,
                "settings",
                settings,
                "handoverId",
                TextNode.valueOf(handoverId),
                "now",
                TextNode.valueOf(now.toString()),
                "kept",
                kept == null ? NullNode.instance : kept);
    }
}
