package dev.baton.inbound;

import dev.baton.problem.StartRefusedException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much the gateway takes on; what is beyond is answered with 503.
 *
 * @param backlog handovers that are accepted and not yet taken by a target, 1 or more
 * @param backlogPerTarget of those, for one target, so that one that hangs leaves room for the others
 * @param underWay bodies of requests that are worked on at the same time, together
 * @param freeDisk what must be free in the data folder of a gateway that keeps its ledger there
 */
@ConfigurationProperties("baton.intake")
public record IntakeProperties(
        @DefaultValue("100000") int backlog,
        @DefaultValue("20000") int backlogPerTarget,
        @DefaultValue("32MB") DataSize underWay,
        @DefaultValue("256MB") DataSize freeDisk) {

    private static final DataSize LEAST = DataSize.ofMegabytes(2);
    private static final DataSize MOST = DataSize.ofTerabytes(1);

    public IntakeProperties {
        atLeastOne("backlog", backlog);
        atLeastOne("backlog-per-target", backlogPerTarget);
        if (underWay.compareTo(LEAST) < 0 || underWay.compareTo(MOST) > 0) {
            throw new StartRefusedException("baton.intake.under-way=" + underWay + ": expected 2MB to 1TB");
        }
    }

    private static void atLeastOne(String name, int found) {
        if (found < 1) {
            throw new StartRefusedException("baton.intake." + name + "=" + found + ": expected 1 or more");
        }
    }
}
