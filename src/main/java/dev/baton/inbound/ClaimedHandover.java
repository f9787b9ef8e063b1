package dev.baton.inbound;

import dev.baton.ledger.StoredHandover;

/** A handover that is on disk. @param replayed it was there before this request */
public record ClaimedHandover(HandoverRequest request, StoredHandover stored, boolean replayed) {}
