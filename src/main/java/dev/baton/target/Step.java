package dev.baton.target;

import dev.baton.handover.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bot author picks.
 *
 * @param targets the target of every channel; {@code log} for one that the step leaves out
 * @param message for the customer, just before the handover
 * @param fallback targets to try in this order; not each takes every channel
 * @param deadline how long after its request a handover may be tried again, 0 to 60 minutes; absent for the gateway's
 * @param times how long a target may keep it without a word; absent for the gateway's
 * @param triggers when the bot should hand over; absent when the step leaves that to the bot
 */
public record Step(
        String name,
        Map<Channel, String> targets,
        @Nullable Wording message,
        List<String> fallback,
        @Nullable Duration deadline,
        @Nullable HumanTimes times,
        @Nullable Triggers triggers) {

    public Step {
        targets = Map.copyOf(targets);
        fallback = List.copyOf(fallback);
    }
}
