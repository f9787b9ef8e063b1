package dev.baton.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.catalog.LiveTarget;
import dev.baton.connector.ActiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.handover.Handover;
import dev.baton.ledger.StoredHandover;
import dev.baton.summary.Summaries;
import dev.baton.summary.Summary;
import dev.baton.target.Step;
import dev.baton.target.SummaryWay;
import dev.baton.target.Targets;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * Makes the summary that the bot did not give, once for a handover, when the first target that can take one is about to
 * get it. It comes before the first step is written, which then holds it: every later delivery has the same one.
 */
public final class SummaryStep implements Processor {

    private static final String TRANSCRIPT = "transcript";

    private final Summaries summaries;
    private final Supplier<Targets> configuration;

    public SummaryStep(Summaries summaries, Supplier<Targets> configuration) {
        this.summaries = summaries;
        this.configuration = configuration;
    }

    @Override
    public void process(Exchange exchange) {
        StoredHandover found = exchange.getProperty(DeliveryProperties.FOUND, StoredHandover.class);
        ObjectNode message = found.handover().message();
        LiveTarget target = exchange.getProperty(DeliveryProperties.TARGET, LiveTarget.class);
        if (isNeeded(message, target.target()) && !EffectiveMessage.made(found).isObject()) {
            summaries
                    .make(message, way(found.handover()), getsTranscript(target.target()))
                    .ifPresent(made -> use(made, exchange));
        }
    }

    /** What a dry run shows: a receipt's members, where a summary would be made; no model is asked. */
    public ObjectNode preview(Handover handover, ActiveTarget target) {
        Kept kept = isNeeded(handover.message(), target)
                ? summaries
                        .preview(handover.message(), way(handover), getsTranscript(target))
                        .map(Kept::of)
                        .orElse(Kept.NOTHING)
                : Kept.NOTHING;
        return kept.members();
    }

    private static boolean isNeeded(ObjectNode message, ActiveTarget target) {
        return !message.path(TRANSCRIPT).isEmpty()
                && !Summaries.isGiven(message)
                && target.connector().carries().reaches(EffectiveMessage.SUMMARY);
    }

    private static boolean getsTranscript(ActiveTarget target) {
        return target.connector().carries().reaches(TRANSCRIPT);
    }

    private static void use(Summary made, Exchange exchange) {
        Kept kept = Kept.of(made);
        Story story = exchange.getProperty(DeliveryProperties.STORY, Story.class);
        exchange.setProperty(DeliveryProperties.STORY, story.keeping(kept));
        exchange.setProperty(DeliveryProperties.MADE, kept);
        DeliveryScope scope = DeliveryScope.of(exchange);
        new DeliveryScope(
                        scope.target(),
                        scope.handoverId(),
                        scope.handoverToken(),
                        EffectiveMessage.with((ObjectNode) scope.handover(), made.toJson()),
                        scope.settings(),
                        scope.now())
                .bind(exchange);
    }

    private @Nullable SummaryWay way(Handover handover) {
        Step step = handover.step() == null ? null : configuration.get().steps().get(handover.step());
        return step == null ? null : step.summary();
    }
}
