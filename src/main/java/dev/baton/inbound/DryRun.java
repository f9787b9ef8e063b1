package dev.baton.inbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.delivery.EffectiveMessage;
import dev.baton.delivery.PlatformSpeaks;
import dev.baton.delivery.SettingsOverride;
import dev.baton.proof.Rehearsal;
import dev.baton.proof.Trial;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers with the calls that a handover would make, and makes none of them. */
public final class DryRun implements Processor {

    private final Rehearsal rehearsal;
    private final InboundMetrics metrics;

    public DryRun(Rehearsal rehearsal, InboundMetrics metrics) {
        this.rehearsal = rehearsal;
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        PlannedHandover planned = exchange.getMessage().getBody(PlannedHandover.class);
        ActiveTarget target = planned.target();
        Instant now = planned.handover().requestedAt();
        Trial.Result result = rehearsal.run(DeliveryScope.trial(
                target,
                planned.handover().id(),
                EffectiveMessage.of(planned.handover()),
                PlatformSpeaks.settings(
                        target,
                        SettingsOverride.of(
                                target.definition(), planned.request().message()),
                        planned.handover()),
                now));
        exchange.getMessage().removeHeaders("*");
        Answers.json(exchange.getMessage(), 200, answer(planned, result));
        metrics.answered("dry_run");
    }

    private static ObjectNode answer(PlannedHandover planned, Trial.Result result) {
        ObjectNode receipt = planned.handover().receipt();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("dryRun", true);
        for (String name : List.of(
                "channel",
                "step",
                "target",
                "conversation",
                "message",
                "language",
                "speak",
                "transferAfterMs",
                "warnings")) {
            if (receipt.has(name)) {
                answer.set(name, receipt.get(name).deepCopy());
            }
        }
        result.notes().forEach(note -> answer.withArray("warnings")
                .addObject()
                .put("pointer", note.pointer())
                .put("code", note.code())
                .put("detail", note.detail()));
        ArrayNode calls = answer.putArray("calls");
        result.calls().forEach(call -> {
            ObjectNode json = calls.addObject().put("method", call.method()).put("url", call.url());
            call.headers().forEach((name, value) -> json.withObject("headers").put(name, value));
            if (!call.body().isEmpty()) {
                json.set("body", call.isForm() ? call.form() : call.json());
            }
        });
        if (result.failure() != null) {
            answer.putObject("failure")
                    .put("class", result.failure().failureClass().wireName())
                    .put("code", result.failure().code())
                    .put("reason", result.failure().reason());
        }
        return answer;
    }
}
