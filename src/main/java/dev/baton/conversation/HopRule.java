package dev.baton.conversation;

import dev.baton.handover.Handover;
import dev.baton.ledger.Hops;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a conversation may go to a human within a time, so that bot and humans do not pass it round for ever.
 *
 * @param most 0 for as often as it likes
 */
public record HopRule(int most, Duration within) {

    /** What holds for one handover, whose message may ask for fewer; absent when nothing does. */
    public @Nullable Hops of(Handover handover) {
        int asked = handover.message().path("options").path("maxHops").asInt();
        int fewest = asked == 0 ? most : most == 0 ? asked : Math.min(asked, most);
        return fewest == 0 ? null : new Hops(fewest, handover.requestedAt().minus(within));
    }
}
