package dev.baton.worker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Work that lies in the ledger. Who claims some of it holds it until a lease ends, so that no other process does it at
 * the same time. Every method may wait for the ledger, and throws what says that it is unavailable.
 *
 * @param <L> what fails together
 * @param <D> one piece of work, while we hold it
 */
public interface LeasedQueue<L, D> {

    /** What is in it, for a log: a noun in the plural. */
    String name();

    /** One piece of it, for a log. */
    String name(D due);

    /** Lanes in which something is due, the longest due first. */
    List<L> lanes(Instant now, Collection<L> except, int limit);

    /** Leases what is due in a lane. */
    List<D> claim(L lane, Instant now, int limit);

    /** Leases what is to be done even though its lane is left alone: what has waited too long, to be given up. */
    default List<D> claimOverdue(L lane, Instant now, int limit) {
        return List.of();
    }

    /**
     * Does it once and ends its lease. Nothing is left to be written when this returns.
     *
     * @param breaker of its lane; wants to be asked before a call and told what the call came to
     */
    void run(D due, CircuitBreaker breaker);

    /** Ends the lease of what was not tried: it is due at once, for whoever comes first. */
    void release(D due, Instant now);

    /** Cuts off the calls under way, as far as that is possible: the process stops. */
    default void abort() {}
}
