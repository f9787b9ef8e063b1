package dev.baton.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Which events are still to be told to the clients that named a callback address. Every event of such a handover is
 * waiting from the commit that holds it. One process at a time has a handover's callbacks, until its lease ends; so
 * they are told in order, each at least once.
 */
public interface CallbackQueue {

    /**
     * What fails together: the callbacks of one client to one origin.
     *
     * @param origin scheme, host and port
     */
    record Lane(String client, String origin) {

        static Lane of(String text) {
            int blank = text.indexOf(' ');
            return new Lane(text.substring(0, blank), text.substring(blank + 1));
        }

        String text() {
            return client + " " + origin;
        }
    }

    /**
     * The events of one handover that we have to tell now.
     *
     * @param nextSequence of the first of them
     * @param attempts to tell this one, so far
     * @param refusals how many of them the client's server refused
     * @param lease until when nobody else does
     */
    record Due(String handoverId, Lane lane, int nextSequence, int attempts, int refusals, Instant lease) {}

    /** Lanes in which something is due, the longest due first. */
    List<Lane> lanes(Instant now, Collection<Lane> except, int limit);

    /** Leases handovers of a lane that are due, and have been waiting since {@code waitingSince} or before. */
    CompletableFuture<List<Due>> claim(Lane lane, Instant now, Instant waitingSince, Instant leaseUntil, int limit);

    /** Ends the lease: everything before {@code nextSequence} is told. False when the lease was lost before. */
    CompletableFuture<Boolean> told(Due due, int nextSequence, Instant now);

    /** Ends the lease: the same event is due again at a later time. False when the lease was lost before. */
    CompletableFuture<Boolean> again(Due due, int attempts, int refusals, Instant at);

    /** Nothing more of this handover is told, whatever happens to it. False when the lease was lost before. */
    CompletableFuture<Boolean> end(Due due);

    /** How many handovers have something to tell. */
    long waitingCount();
}
