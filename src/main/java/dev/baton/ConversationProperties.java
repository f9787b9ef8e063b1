package dev.baton;

import dev.baton.conversation.HopRule;
import dev.baton.problem.StartRefusedException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often conversations go to humans.
 *
 * @param maxHops how many handovers of one conversation targets may take; 0 for any number
 * @param hopsWithin within which time
 */
@ConfigurationProperties("baton.conversation")
public record ConversationProperties(
        @DefaultValue("3") int maxHops, @DefaultValue("24h") Duration hopsWithin) {

    private static final int MOST = 50;

    public ConversationProperties {
        if (maxHops < 0 || maxHops > MOST) {
            throw new StartRefusedException(
                    "baton.conversation.max-hops=" + maxHops + ": expected 0 to " + MOST + ", 0 for any number");
        }
        if (hopsWithin.isNegative() || hopsWithin.isZero()) {
            throw new StartRefusedException("baton.conversation.hops-within=" + hopsWithin + ": expected more than 0s");
        }
    }

    HopRule hops() {
        return new HopRule(maxHops, hopsWithin);
    }
}
