package dev.baton.inbound;

import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Handover;
import dev.baton.ledger.TaskQueue.Planned;
import java.util.List;

/**
 * A request with everything decided: the target, the words for the customer, the receipt. Nothing is stored yet.
 *
 * @param tasks what is to be done beside the handover
 */
record PlannedHandover(HandoverRequest request, ActiveTarget target, Handover handover, List<Planned> tasks) {}
