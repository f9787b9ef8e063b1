package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.delivery.Warnings;
import dev.baton.handover.Channel;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.StoredHandover;
import dev.baton.mapping.MessageTemplate;
import dev.baton.target.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the bot is told of its handover, at acceptance and later. */
public final class Receipts {

    private Receipts() {}

    /** The receipt of a handover that has just been accepted. */
    static ObjectNode first(
            String id,
            Channel channel,
            @Nullable Step step,
            ActiveTarget target,
            JsonNode message,
            Instant requestedAt) {
        ObjectNode receipt = JsonNodeFactory.instance.objectNode();
        receipt.put("id", id);
        receipt.put("state", HandoverState.REQUESTED.wireName());
        receipt.put("channel", channel.wireName());
        if (step != null) {
            receipt.put("step", step.name());
        }
        receipt.put("target", target.name());
        receipt.putObject("conversation")
                .put("id", message.path("conversation").path("id").asText());
        addMessage(receipt, step, message);
        Warnings.notCarried(receipt, target, message);
        receipt.put("requestedAt", requestedAt.toString());
        receipt.putObject("links").put("self", "/handovers/" + id);
        return receipt;
    }

    /** The receipt as it stands now. After a failure nothing is promised to the customer any more. */
    public static ObjectNode now(StoredHandover stored) {
        ObjectNode receipt = stored.handover().receipt().deepCopy();
        receipt.put("id", stored.handover().id());
        receipt.put("state", stored.state().wireName());
        if (stored.handover().fellBack()) {
            receipt.put("target", stored.handover().target());
            forgetNotCarried(receipt);
        }
        if (stored.state() == HandoverState.FAILED) {
            receipt.remove("message");
        }
        ObjectNode outcome = stored.outcome();
        if (outcome != null) {
            outcome.properties().forEach(member -> {
                if (member.getKey().equals("warnings")) {
                    member.getValue()
                            .forEach(warning -> receipt.withArray("warnings").add(warning));
                } else {
                    receipt.set(member.getKey(), member.getValue());
                }
            });
        }
        receipt.put("updatedAt", stored.updatedAt().toString());
        return receipt;
    }

    /** The handover's own words win over the step's; no text means that nothing is said. */
    private static void addMessage(ObjectNode receipt, @Nullable Step step, JsonNode message) {
        JsonNode own = message.path("message");
        String template = own.path("template").asText(own.path("text").asText(null));
        if (template == null && step != null) {
            template = step.message();
        }
        if (template == null || own.path("send").asText().equals("none")) {
            return;
        }
        MessageTemplate.Rendered rendered = MessageTemplate.render(template, message);
        rendered.missing()
                .forEach(name -> Warnings.add(
                        receipt,
                        "/message",
                        "missing_variable",
                        "The message has the variable '" + name + "', which this handover does not give."));
        if (rendered.text().isBlank()) {
            return;
        }
        ObjectNode said = receipt.putObject("message").put("text", rendered.text());
        String language = own.path("language")
                .asText(message.path("conversation").path("language").asText(null));
        if (language != null) {
            said.put("language", language);
        }
        said.put("by", "bot");
    }

    /** They were about a target that has not taken it. */
    private static void forgetNotCarried(ObjectNode receipt) {
        if (receipt.remove("warnings") instanceof ArrayNode warnings) {
            warnings.forEach(warning -> {
                if (!warning.path("code").asText().equals(Warnings.NOT_CARRIED)) {
                    receipt.withArray("warnings").add(warning);
                }
            });
        }
    }
}
