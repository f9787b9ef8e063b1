package dev.baton.ledger;

/**
 * What customers' ratings of one handover come to. It may come in pieces, which are added up.
 *
 * @param requestedAt when the handover was asked for, in epoch milliseconds
 * @param ofAgent whether the agent is rated, not the bot
 * @param handovers 1 where the handover's first rating is among them, else 0
 * @param number how many
 * @param total the sum of their stars, each 1 to 5
 */
public record Rating(long requestedAt, boolean ofAgent, int handovers, int number, int total) {}
