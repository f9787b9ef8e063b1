package dev.baton;

import dev.baton.problem.StartRefusedException;
import dev.baton.target.HumanTimes;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long handovers last that nobody ends.
 *
 * @param openFor without a change
 * @param unclaimed from the moment a target takes one until a human does; 0s for as long as openFor
 * @param active from one sign of life of the target to the next, once a human has it; 0s for as long as openFor
 */
@ConfigurationProperties("baton.handover")
public record HandoverProperties(
        @DefaultValue("24h") Duration openFor,
        @DefaultValue("10m") Duration unclaimed,
        @DefaultValue("8h") Duration active) {

    public HandoverProperties {
        notNegative("unclaimed", unclaimed);
        notNegative("active", active);
    }

    private static void notNegative(String name, Duration found) {
        if (found.isNegative()) {
            throw new StartRefusedException("baton.handover." + name + "=" + found + ": expected 0s or more");
        }
    }

    HumanTimes times() {
        return new HumanTimes(unclaimed, active);
    }
}
