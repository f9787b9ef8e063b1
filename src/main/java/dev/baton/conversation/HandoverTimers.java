package dev.baton.conversation;

import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Handover;
import dev.baton.ledger.Timers;
import dev.baton.target.HumanTimes;
import dev.baton.target.Step;
import dev.baton.target.Targets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a handover's step says, or else what the gateway says. The gateway's own times are for targets that tell Baton of
 * what happens there: of one that tells nothing, silence means nothing.
 */
public final class HandoverTimers implements Timers {

    private final Supplier<Targets> configuration;
    private final Function<String, Optional<ActiveTarget>> targets;
    private final HumanTimes otherwise;
    private final Duration openFor;

    /**
     * @param targets those that can be used now, by name
     * @param openFor how long a handover may stay open without a change; no timer is longer
     */
    public HandoverTimers(
            Supplier<Targets> configuration,
            Function<String, Optional<ActiveTarget>> targets,
            HumanTimes otherwise,
            Duration openFor) {
        this.configuration = configuration;
        this.targets = targets;
        this.otherwise = otherwise;
        this.openFor = openFor;
    }

    @Override
    public @Nullable Duration unclaimed(Handover handover) {
        return time(handover, HumanTimes::unclaimed);
    }

    @Override
    public @Nullable Duration active(Handover handover) {
        return time(handover, HumanTimes::active);
    }

    private @Nullable Duration time(Handover handover, Function<HumanTimes, @Nullable Duration> which) {
        Step step = handover.step() == null ? null : configuration.get().steps().get(handover.step());
        Duration time = step == null || step.times() == null ? null : which.apply(step.times());
        if (time == null && tells(handover.target())) {
            time = which.apply(otherwise);
        }
        if (time == null || time.isZero()) {
            return null;
        }
        return time.compareTo(openFor) > 0 ? openFor : time;
    }

    private boolean tells(String target) {
        return targets.apply(target)
                .map(found -> found.connector().events() != null)
                .orElse(false);
    }
}
