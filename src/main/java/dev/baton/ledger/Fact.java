package dev.baton.ledger;

/**
 * When what happened to one handover. Times are epoch milliseconds.
 *
 * @param requestedAt when the bot asked for it
 * @param takenAfter milliseconds from then until a target first had it
 * @param assignedAfter milliseconds from the request until a human first had it
 * @param endedAfter milliseconds from the request until its end
 */
public record Fact(long requestedAt, long takenAfter, long assignedAfter, long endedAfter) {

    /** In place of a time: it has not happened, or nobody knows any more when. */
    public static final long NEVER = -1;
}
