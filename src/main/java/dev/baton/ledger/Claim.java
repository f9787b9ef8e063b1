package dev.baton.ledger;

/** What became of a request to store a handover. */
public sealed interface Claim {

    /** It is on disk. */
    record Stored(StoredHandover handover) implements Claim {}

    /** The client used this idempotency key before. The caller compares the two messages. */
    record KeyTaken(StoredHandover first) implements Claim {}

    /** The conversation has an open handover already. */
    record ConversationBusy(StoredHandover first) implements Claim {}

    /** The conversation has gone to humans too often. @param taken by targets, within the time asked for */
    record TooManyHops(int taken) implements Claim {}
}
