package dev.baton.inbound;

import dev.baton.ledger.Ledger;
import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Refuses a handover for which there is no room, before anything of it is stored. */
public final class RoomCheck implements Processor {

    private final Backlog backlog;
    private final DiskRoom disk;

    /** @param disk where the ledger is */
    public RoomCheck(Ledger ledger, IntakeProperties properties, DiskRoom disk) {
        this.backlog = new Backlog(ledger, properties.backlog(), properties.backlogPerTarget());
        this.disk = disk;
    }

    @Override
    public void process(Exchange exchange) {
        String target =
                exchange.getMessage().getBody(PlannedHandover.class).handover().target();
        if (!disk.isEnough()) {
            throw refused("The disk of the gateway's ledger is almost full.");
        }
        if (!backlog.hasRoom(target)) {
            throw refused("More handovers wait for their target than the gateway takes on.");
        }
        // One that is not stored after all is reckoned until the next count.
        backlog.accepted(target);
    }

    private static ProblemException refused(String why) {
        return new ProblemException(Problem.of(
                ProblemType.OVERLOADED, why + " Nothing was stored; send the same request again a little later."));
    }
}
