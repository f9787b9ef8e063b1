package dev.baton.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.handover.Channel;
import dev.baton.handover.HandoverToken;
import dev.baton.vendor.LaterCalls;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What a connector's blocks may know of the delivery they serve. It travels on the exchange as a property, so that one
 * delivery sees one version of its target from beginning to end.
 *
 * @param handoverToken a {@link HandoverToken}, for voice; null otherwise
 * @param settings the target's settings without secrets, with what the message was allowed to override
 */
public record DeliveryScope(
        ActiveTarget target,
        String handoverId,
        @Nullable String handoverToken,
        JsonNode handover,
        JsonNode settings,
        Instant now) {

    private static final String PROPERTY = "batonDelivery";
    private static final String KEPT = "batonKept";
    private static final String LOOKUPS = "batonLookups";
    private static final String CREATED = "batonCreated";

    /** One that is not in the ledger, such as an example's: a call has the token {@link HandoverToken#OF_A_TRIAL}. */
    public static DeliveryScope trial(
            ActiveTarget target, String handoverId, JsonNode handover, JsonNode settings, Instant now) {
        boolean call = handover.at("/conversation/channel").asText().equals(Channel.VOICE.wireName());
        return new DeliveryScope(target, handoverId, call ? HandoverToken.OF_A_TRIAL : null, handover, settings, now);
    }

    /** The question to a target whether anybody is there, which is about no handover in particular. */
    public static DeliveryScope question(ActiveTarget target, Instant now) {
        return new DeliveryScope(
                target,
                "",
                null,
                JsonNodeFactory.instance.objectNode(),
                target.definition().settings(),
                now);
    }

    /** Begins a delivery: nothing is kept, looked up or made yet. */
    public void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        exchange.removeProperty(KEPT);
        exchange.removeProperty(LOOKUPS);
        exchange.removeProperty(CREATED);
        LaterCalls.begin(exchange);
    }

    /** Lets every later mapping of this delivery see the value as {@code $kept}, instead of what was kept before. */
    public static void keep(Exchange exchange, JsonNode value) {
        exchange.setProperty(KEPT, value);
    }

    /** Lets every later mapping of this delivery see the answer as {@code $lookups.<name>}. */
    public static void lookedUp(Exchange exchange, String name, JsonNode answer) {
        ObjectNode lookups = exchange.getProperty(LOOKUPS, ObjectNode.class);
        if (lookups == null) {
            lookups = JsonNodeFactory.instance.objectNode();
        }
        exchange.setProperty(LOOKUPS, lookups.set(name, answer));
    }

    /** From here on the target has something that the same calls would make once more. */
    public static void created(Exchange exchange) {
        exchange.setProperty(CREATED, true);
    }

    static boolean hasCreated(Exchange exchange) {
        return exchange.getProperty(CREATED, false, Boolean.class);
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
                "handoverToken",
                handoverToken == null ? NullNode.instance : TextNode.valueOf(handoverToken),
                "now",
                TextNode.valueOf(now.toString()),
                "kept",
                kept == null ? NullNode.instance : kept,
                "lookups",
                exchange.getProperty(LOOKUPS, JsonNodeFactory.instance.objectNode(), JsonNode.class));
    }
}
