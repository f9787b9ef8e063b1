package dev.baton.inbound;

import dev.baton.connector.ActiveTarget;
import dev.baton.handover.Handover;

/** A request with everything decided: the target, the words for the customer, the receipt. Nothing is stored yet. */
record PlannedHandover(HandoverRequest request, ActiveTarget target, Handover handover) {}
