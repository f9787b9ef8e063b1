package dev.baton.ledger;

import java.time.Instant;

/**
 * How often one conversation may go to a human.
 *
 * @param most handovers that a target took, the new one not among them; 1 or more
 * @param since those requested before do not count
 */
public record Hops(int most, Instant since) {

    /** Of one conversation no more handovers than these are looked at, the newest first. */
    static final int LOOKED_AT = 50;
}
