package dev.baton.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.baton.action.ActionStory;
import dev.baton.connector.ActiveTarget;
import dev.baton.conversation.LedgerConversations;
import dev.baton.conversation.Owner;
import dev.baton.delivery.PlatformSpeaks;
import dev.baton.delivery.Warnings;
import dev.baton.handover.Channel;
import dev.baton.handover.HandoverState;
import dev.baton.ledger.StoredHandover;
import dev.baton.ledger.TaskQueue;
import dev.baton.ledger.TaskQueue.Task;
import dev.baton.target.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the bot is told of its handover, at acceptance and later. */
public final class Receipts {

    private static final String LEASE = "lease";

    private Receipts() {}

    /** The receipt of a handover that has just been accepted. */
    static ObjectNode first(
            String id,
            Channel channel,
            @Nullable Step step,
            ActiveTarget target,
            JsonNode message,
            Announcement announcement,
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
        announcement.addTo(receipt, channel, step, target, message);
        Warnings.notCarried(receipt, target, message);
        receipt.putObject(LEASE).put("owner", Owner.NOBODY.wireName());
        Attempts.warn(receipt, step, message);
        receipt.put("requestedAt", requestedAt.toString());
        ObjectNode links = receipt.putObject("links").put("self", "/handovers/" + id);
        if (!Announcement.takes(receipt).isZero()) {
            links.put("ready", "/handovers/" + id + "/ready");
        }
        return receipt;
    }

    /** The receipt as it stands now, with what became of the handover's actions. */
    public static ObjectNode now(StoredHandover stored, TaskQueue tasks) {
        return now(List.of(stored), tasks).get(0);
    }

    /** The same of several handovers, which are asked for at once. */
    static List<ObjectNode> now(List<StoredHandover> handovers, TaskQueue tasks) {
        Map<String, List<Task>> known = ActionStory.tasks(tasks, handovers);
        return handovers.stream()
                .map(stored -> {
                    ObjectNode receipt = now(stored);
                    ActionStory.tell(
                            receipt, known.getOrDefault(stored.handover().id(), List.of()));
                    return receipt;
                })
                .toList();
    }

    /** The receipt as it stands now, without what the tasks know. After a failure nothing is promised to the customer any more. */
    static ObjectNode now(StoredHandover stored) {
        ObjectNode receipt = stored.handover().receipt().deepCopy();
        receipt.put("id", stored.handover().id());
        receipt.put("state", stored.state().wireName());
        if (stored.handover().fellBack()) {
            receipt.put("target", stored.handover().target());
            PlatformSpeaks.noMore(receipt);
            forgetNotCarried(receipt);
        }
        lease(stored, receipt);
        if (stored.state() == HandoverState.FAILED && !Closed.isToldIn(receipt)) {
            Announcement.takeBack(receipt);
        }
        ObjectNode outcome = stored.outcome();
        if (outcome != null) {
            outcome.properties().forEach(member -> {
                if (member.getKey().equals("warnings")) {
                    member.getValue()
                            .forEach(warning -> receipt.withArray("warnings").add(warning));
                } else {
                    receipt.set(member.getKey(), member.getValue().deepCopy());
                }
            });
        }
        receipt.put("updatedAt", stored.updatedAt().toString());
        hide(stored.handover().token(), receipt.path("externalRefs"));
        return receipt;
    }

    /** Who may talk instead of the bot; nobody does after the end, as far as this handover is concerned. */
    private static void lease(StoredHandover stored, ObjectNode receipt) {
        if (stored.state().isTerminal()) {
            receipt.remove(LEASE);
            return;
        }
        ObjectNode lease = receipt.putObject(LEASE)
                .put("owner", LedgerConversations.of(stored.state()).wireName());
        if (stored.dueAt() != null) {
            lease.put("until", stored.dueAt().toString());
        }
    }

    /** A target may give back as its own reference what it was sent. */
    private static void hide(@Nullable String token, JsonNode references) {
        if (token != null && references instanceof ObjectNode texts) {
            texts.properties()
                    .forEach(reference -> reference.setValue(
                            TextNode.valueOf(reference.getValue().asText().replace(token, "***"))));
        }
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
