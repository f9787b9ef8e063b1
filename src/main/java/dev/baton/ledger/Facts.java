package dev.baton.ledger;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What reports tell of every handover there ever was, also of those whose message, receipt and events are purged. Ended
 * ones are packed by the thousand, so that a million can be looked through in less than a second.
 */
public interface Facts {

    /**
     * Which handovers.
     *
     * @param client the one that posted them; null for all
     * @param from requested at this time or later
     * @param until requested before this time
     */
    record Query(@Nullable String client, Instant from, Instant until) {}

    /** Takes facts as they are read. */
    interface Reader {

        /** Who takes the facts of this facet. Asked for again and again, also with the same facet. */
        Tally of(Facet facet);
    }

    /** Takes the facts of one facet. */
    interface Tally {
        void add(Fact fact);

        /** Ratings of one of these handovers; perhaps before its fact, perhaps in several pieces. */
        void add(Rating rating);
    }

    /**
     * Gives every handover once, in no order, all as they stand at one moment.
     *
     * @param readers a fresh one for every attempt
     * @return the one that has been given everything
     * @throws LedgerUnavailableException when the ledger cannot be read
     */
    <T extends Reader> T read(Query query, Supplier<T> readers);

    /**
     * Packs ended handovers, the oldest first, if there are so many that are not packed. Nothing that is read changes.
     *
     * @return how many were packed, 0 when there are too few
     */
    int pack(int number);

    /** How many ended handovers are not packed. Each of them makes a report a little slower. */
    long unpackedCount();
}
