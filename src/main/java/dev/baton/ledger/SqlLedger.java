package dev.baton.ledger;

import dev.baton.handover.Handover;
import dev.baton.handover.HandoverEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ledger in a relational database. {@link Ledgers} opens it. */
public final class SqlLedger implements Ledger, AutoCloseable {

    /** A target that says much is not worth a write each time. */
    private static final Duration WORTH_A_RENEWAL = Duration.ofMinutes(1);

    private final List<GroupCommit> writers;
    private final Writes writes;
    private final Reads reads;
    private final AutoCloseableFile file;
    private final SqlCallbacks callbacks;
    private final SqlDeadLetters deadLetters;
    private final SqlConversations conversations;
    private final SqlFeedback feedback;
    private final Expiry expiry;
    private final SqlTurns turns;
    private final SqlFacts facts;
    private final SqlTasks tasks;

    /** @param file what guards the database as long as this ledger is open */
    SqlLedger(List<GroupCommit> writers, Writes writes, Reads reads, AutoCloseableFile file) {
        this.writers = List.copyOf(writers);
        this.writes = writes;
        this.reads = reads;
        this.file = file;
        this.callbacks = new SqlCallbacks(writes.dialect(), reads, this::writer);
        this.deadLetters = new SqlDeadLetters(writes, reads, this::writer);
        this.conversations = new SqlConversations(writes, reads, this::writer);
        this.feedback = new SqlFeedback(writes, reads, this::writer);
        this.expiry = new Expiry(reads, this);
        this.turns = new SqlTurns(writes.dialect(), reads, this::writer);
        this.facts = new SqlFacts(writes.dialect(), reads, this::writer);
        this.tasks = new SqlTasks(writes.dialect(), writes.tasks(), reads, this::writer);
    }

    /** A guard that is let go last. */
    interface AutoCloseableFile extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    @Override
    public CompletableFuture<Claim> claim(Handover handover, Instant leaseUntil, List<TaskQueue.Planned> tasks) {
        return write(handover, writes.claims().claim(handover, leaseUntil, false, null, tasks));
    }

    @Override
    public CompletableFuture<Claim> claimWaiting(Handover handover, Instant startsAt, List<TaskQueue.Planned> tasks) {
        return write(handover, writes.claims().claim(handover, startsAt, true, null, tasks));
    }

    @Override
    public CompletableFuture<Claim> claim(
            Handover handover, Instant until, boolean waits, Hops hops, List<TaskQueue.Planned> tasks) {
        return write(handover, writes.claims().claim(handover, until, waits, hops, tasks));
    }

    private CompletableFuture<Claim> write(Handover handover, GroupCommit.Work<Claim> claim) {
        // Claims that may exclude each other meet in one group instead of waiting for each other's locks.
        return write(Objects.hash(handover.client(), handover.conversationId()), claim);
    }

    @Override
    public CompletableFuture<Optional<StoredHandover>> hurry(String client, String id, Instant leaseUntil) {
        return write(id.hashCode(), writes.moves().hurry(client, id, leaseUntil));
    }

    @Override
    public CompletableFuture<Optional<StoredHandover>> move(String id, Transition transition) {
        return write(id.hashCode(), writes.moves().move(id, null, null, transition));
    }

    @Override
    public CompletableFuture<Optional<StoredHandover>> move(Handover handover, Transition transition) {
        return write(handover.id().hashCode(), writes.moves().move(handover.id(), handover.target(), null, transition));
    }

    @Override
    public CompletableFuture<Optional<StoredHandover>> move(StoredHandover found, Transition transition) {
        Handover handover = found.handover();
        return write(
                handover.id().hashCode(),
                writes.moves().move(handover.id(), handover.target(), found.changes(), transition));
    }

    @Override
    public CompletableFuture<Optional<StoredHandover>> reroute(Handover handover, Transition transition, Reroute to) {
        return write(
                handover.id().hashCode(),
                writes.moves().move(handover.id(), handover.target(), null, transition.to(to)));
    }

    @Override
    public CompletableFuture<Advance> advance(String id, Function<StoredHandover, Optional<Transition>> step) {
        return write(id.hashCode(), writes.moves().advance(id, step));
    }

    @Override
    public CompletableFuture<List<StoredHandover>> takeOver(
            Instant now, Instant leaseUntil, int limit, Set<String> except) {
        return write(0, writes.upkeep().takeOver(now, leaseUntil, limit, except));
    }

    @Override
    public CompletableFuture<Optional<StoredHandover>> note(String id, Function<StoredHandover, Optional<Act>> step) {
        return write(id.hashCode(), writes.notes().note(id, step));
    }

    @Override
    public CompletableFuture<Boolean> renew(StoredHandover found, Instant at) {
        Duration active = writes.timers().active(found.handover());
        Instant until = active == null ? null : at.plus(active);
        return until == null
                        || found.dueAt() == null
                        || found.dueAt().plus(WORTH_A_RENEWAL).isAfter(until)
                ? CompletableFuture.completedFuture(false)
                : write(
                        found.handover().id().hashCode(),
                        writes.notes().renew(found.handover().id(), until, at, WORTH_A_RENEWAL));
    }

    @Override
    public CompletableFuture<Integer> expire(Instant before, Instant now, int limit) {
        return expiry.forgotten(before, now, limit);
    }

    @Override
    public CompletableFuture<List<Expiry.Ended>> endDue(Instant now, int limit) {
        return expiry.due(now, limit);
    }

    @Override
    public CompletableFuture<Purged> purge(Instant before, int limit) {
        return write(0, writes.upkeep().purge(before, limit));
    }

    @Override
    public CompletableFuture<Void> markPublished(List<Long> positions) {
        return write(0, writes.upkeep().markPublished(positions)).thenAccept(marked -> {});
    }

    @Override
    public List<LedgerEvent> unpublished(int limit) {
        return reads.all(LedgerSql.UNPUBLISHED, Rows::ledgerEvent, limit);
    }

    @Override
    public long unpublishedCount() {
        return reads.count(LedgerSql.COUNT_UNPUBLISHED);
    }

    @Override
    public Optional<StoredHandover> find(String client, String id) {
        return reads.all(LedgerSql.FIND, Rows::stored, id, client).stream().findFirst();
    }

    @Override
    public Optional<StoredHandover> findOfAny(String id) {
        return reads.all(LedgerSql.FIND_BY_ID, Rows::stored, id).stream().findFirst();
    }

    @Override
    public Optional<StoredHandover> findByToken(String token) {
        return reads.all(LedgerSql.FIND_BY_TOKEN, Rows::stored, token).stream().findFirst();
    }

    @Override
    public Optional<String> findByReference(String target, String name, String value) {
        return reads.all(writes.findByReference(), row -> row.getString("id"), target, name, value).stream()
                .findFirst();
    }

    @Override
    public List<StoredHandover> findByConversation(String client, String conversationId, int limit) {
        return reads.all(LedgerSql.FIND_BY_CONVERSATION, Rows::stored, client, conversationId, limit);
    }

    @Override
    public List<HandoverEvent> history(String id) {
        return reads.all(LedgerSql.HISTORY, Rows::event, id);
    }

    @Override
    public Map<String, Long> undelivered() {
        return reads
                .all(LedgerSql.COUNT_UNDELIVERED, row -> Map.entry(row.getString("target"), row.getLong("number")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public long openCount() {
        return reads.count(LedgerSql.COUNT_OPEN);
    }

    @Override
    public CallbackQueue callbacks() {
        return callbacks;
    }

    @Override
    public ConversationRecords conversations() {
        return conversations;
    }

    @Override
    public FeedbackRecords feedback() {
        return feedback;
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public Turns turns() {
        return turns;
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public TaskQueue tasks() {
        return tasks;
    }

    /** How many operations wait for a writer. */
    int queueDepth() {
        return writers.stream().mapToInt(GroupCommit::depth).sum();
    }

    <T> CompletableFuture<T> write(int hash, GroupCommit.Work<T> work) {
        return writer(hash).submit(work);
    }

    private GroupCommit writer(int hash) {
        return writers.get(Math.floorMod(hash, writers.size()));
    }

    /** Drains the writers, then lets the database go. */
    @Override
    public void close() {
        writers.forEach(GroupCommit::close);
        reads.close();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
