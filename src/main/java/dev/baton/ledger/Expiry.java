package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.baton.handover.HandoverState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Ends handovers that nobody ended. They are looked for without a lock; each is then ended by a move of its own, if it
 * still stands as it was found, so that of all who look, in whatever process, one ends it.
 */
public final class Expiry {

    /** Of a handover's outcome: why it expired, and when. */
    static final String EXPIRED = "expired";

    /** The target took it, and no human did in time. */
    public static final String UNCLAIMED = "unclaimed";

    /** A human had it, and the target gave no sign of life any more. */
    public static final String ABANDONED = "abandoned";

    /** Nothing happened to it for as long as anything may stay open. */
    public static final String FORGOTTEN = "forgotten";

    private final Reads reads;
    private final Ledger ledger;

    Expiry(Reads reads, Ledger ledger) {
        this.reads = reads;
        this.ledger = ledger;
    }

    /** What was ended, and why. @param code one of {@link #UNCLAIMED}, {@link #ABANDONED} and {@link #FORGOTTEN} */
    public record Ended(String id, String target, String code) {}

    CompletableFuture<Integer> forgotten(Instant before, Instant now, int limit) {
        List<String> ids = reads.all(
                LedgerSql.FORGOTTEN,
                row -> row.getString("id"),
                before.toEpochMilli(),
                now.toEpochMilli(),
                limit);
        return end(ids, stored -> stored.updatedAt().isBefore(before) ? Optional.of(ending(stored, FORGOTTEN, now)) : Optional.empty())
                .thenApply(List::size);
    }

    CompletableFuture<List<Ended>> due(Instant now, int limit) {
        List<String> ids = reads.all(LedgerSql.DUE, row -> row.getString("id"), now.toEpochMilli(), limit);
        return end(ids, stored -> isDue(stored, now) ? Optional.of(ending(stored, code(stored), now)) : Optional.empty());
    }

    private static boolean isDue(StoredHandover stored, Instant now) {
        return stored.dueAt() != null && !stored.dueAt().isAfter(now);
    }

    private static String code(StoredHandover stored) {
        return stored.state() == HandoverState.ACCEPTED || stored.state() == HandoverState.QUEUED
                ? UNCLAIMED
                : ABANDONED;
    }

    private CompletableFuture<List<Ended>> end(List<String> ids, Function<StoredHandover, Optional<Transition>> step) {
        List<CompletableFuture<Optional<Ended>>> ends = new ArrayList<>();
        for (String id : ids) {
            ends.add(ledger.advance(id, stored -> stored.state().isTerminal() ? Optional.empty() : step.apply(stored))
                    .thenApply(done -> done.after().map(Expiry::ended)));
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).thenApply(all -> ends.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList());
    }

    private static Ended ended(StoredHandover now) {
        String code = now.outcome() == null ? "" : now.outcome().path(EXPIRED).path("code").asText();
        return new Ended(now.handover().id(), now.handover().target(), code);
    }

    private static Transition ending(StoredHandover stored, String code, Instant now) {
        ObjectNode outcome =
                stored.outcome() == null ? Json.object() : stored.outcome().deepCopy();
        outcome.putObject(EXPIRED).put("code", code).put("at", Instant.ofEpochMilli(now.toEpochMilli()).toString());
        ObjectNode data = Json.object()
                .put("channel", stored.handover().channel().wireName())
                .put("target", stored.handover().target())
                .put("connector", stored.handover().connector())
                .put("code", code);
        return new Transition(Set.of(stored.state()), HandoverState.EXPIRED, now, data, outcome, null);
    }
}
