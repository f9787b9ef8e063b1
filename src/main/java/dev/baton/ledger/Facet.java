package dev.baton.ledger;

import dev.baton.handover.HandoverState;
import org.jspecify.annotations.Nullable;

/**
 * What handovers have in common that one line of a report counts.
 *
 * @param client whose they are
 * @param channel {@code text} or {@code voice}
 * @param step the step that chose the target; absent when the bot named it
 * @param target where they are, or ended
 * @param firstTarget where they were to go; absent when they are still there
 * @param reason the code of the reason; absent when it is not known any more
 * @param language BCP 47; absent when it is not known
 * @param trigger what made the bot hand over; absent when nothing told it
 * @param disposition how who ended it said it ended; absent when nobody said
 * @param state as they stand
 */
public record Facet(
        String client,
        String channel,
        @Nullable String step,
        String target,
        @Nullable String firstTarget,
        @Nullable String reason,
        @Nullable String language,
        @Nullable String trigger,
        @Nullable String disposition,
        HandoverState state) {}
