package dev.baton.ledger;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a reader what it asked for: the client's facts, of requests within the time. */
final class FactFilter {
    private static final int REMEMBERED = 50_000;

    private final @Nullable String client;
    private final long from;
    private final long until;
    private final Facts.Reader reader;
    private final Map<String, String> words = new HashMap<>();

    FactFilter(Facts.Query query, Facts.Reader reader) {
        this.client = query.client();
        this.from = query.from().toEpochMilli();
        this.until = query.until().toEpochMilli();
        this.reader = reader;
    }

    void add(FactPart.Entry entry) {
        Facts.Tally tally = tally(entry.facet());
        if (tally != null) {
            tally.add(entry.fact());
        }
    }

    void add(Facet facet, Rating rating) {
        Facts.Tally tally = tally(facet);
        if (tally != null) {
            tally.add(rating);
        }
    }

    /**
     * The same String for the same word of every part. It has to be hashed once only, and is compared without a look at its
     * letters.
     */
    String known(String word) {
        if (words.size() > REMEMBERED) {
            words.clear();
        }
        String first = words.putIfAbsent(word, word);
        return first == null ? word : first;
    }

    /** Null for what belongs to somebody else. */
    Facts.@Nullable Tally tally(Facet facet) {
        if (client != null && !client.equals(facet.client())) {
            return null;
        }
        Facts.Tally tally = reader.of(facet);
        return new Facts.Tally() {
            @Override
            public void add(Fact fact) {
                if (isWithin(fact.requestedAt())) {
                    tally.add(fact);
                }
            }

            @Override
            public void add(Rating rating) {
                if (isWithin(rating.requestedAt())) {
                    tally.add(rating);
                }
            }
        };
    }

    private boolean isWithin(long requestedAt) {
        return requestedAt >= from && requestedAt < until;
    }
}
