package dev.baton.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many writes, one commit: a single thread takes whatever waits, runs it in one transaction, commits, and only then
 * completes the futures. While a commit is under way the next group gathers by itself.
 *
 * <p>Futures complete on the writer thread. What a caller hangs on them must be short and must not wait for another
 * write, or it stops every write: use the {@code …Async} methods with an executor for anything longer.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final long IDLE_CHECK_MILLIS = 100;
    private static final long DRAIN_MILLIS = 10_000;

    private final Tuning tuning;
    private final Reconnect reconnect;
    private final BlockingQueue<Pending<?>> queue;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean stopped;

    GroupCommit(String name, Reconnect.Source source, Tuning tuning) {
        this.tuning = tuning;
        this.reconnect = new Reconnect(source, closing);
        this.queue = new ArrayBlockingQueue<>(tuning.queueCapacity());
        this.thread = new Thread(this::work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Something to do inside a transaction. It may be run again after its transaction was rolled back. */
    interface Work<T> {
        T run(Session session) throws SQLException;
    }

    <T> CompletableFuture<T> submit(Work<T> work) {
        Pending<T> pending = new Pending<>(work, tuning.patience());
        if (closing.getCount() == 0) {
            pending.fail("The ledger is closed", null);
        } else if (!queue.offer(pending)) {
            pending.fail("The ledger's queue is full", null);
        } else if (stopped && queue.remove(pending)) {
            pending.fail("The ledger is closed", null);
        }
        return pending.future();
    }

    int depth() {
        return queue.size();
    }

    /** Writes what waits, at most for ten seconds, and refuses anything new. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(DRAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        failAll(drain(Integer.MAX_VALUE), "The ledger is closed", null);
    }

    private void work() {
        while (closing.getCount() > 0 || !queue.isEmpty()) {
            List<Pending<?>> group = List.of();
            try {
                group = next();
                writeTogether(group);
            } catch (InterruptedException e) {
                break;
            } catch (Throwable unforeseen) { // The only writer must outlive anything, also an OutOfMemoryError.
                LOG.error("A group of {} ledger writes failed in an unforeseen way", group.size(), unforeseen);
                reconnect.drop();
                failAll(group, "The ledger failed", unforeseen);
            }
        }
        stopped = true;
        failAll(drain(Integer.MAX_VALUE), "The ledger is closed", null);
        reconnect.drop();
    }

    private List<Pending<?>> next() throws InterruptedException {
        Pending<?> first = queue.poll(IDLE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            return List.of();
        }
        List<Pending<?>> group = drain(tuning.groupSize() - 1);
        group.add(0, first);
        return group;
    }

    private List<Pending<?>> drain(int limit) {
        List<Pending<?>> drained = new ArrayList<>();
        queue.drainTo(drained, limit);
        return drained;
    }

    private void writeTogether(List<Pending<?>> group) throws InterruptedException {
        if (!group.isEmpty() && tryWrite(group) != Result.DONE) {
            // One of them is to blame, or the connection: nothing was kept, so each gets its own chance.
            for (Pending<?> pending : group) {
                writeAlone(pending);
            }
        }
    }

    private void writeAlone(Pending<?> pending) throws InterruptedException {
        Result result = tryWrite(List.of(pending));
        if (result == Result.DISCONNECTED) {
            result = tryWrite(List.of(pending));
        }
        if (result != Result.DONE) {
            pending.failWithCause();
        }
    }

    /** DONE: every operation was answered. Otherwise none was, and the transaction has left no trace. */
    private Result tryWrite(List<Pending<?>> group) throws InterruptedException {
        Session session = reconnect.await(group);
        if (session == null) {
            return Result.DONE;
        }
        try {
            for (Pending<?> pending : group) {
                pending.run(session);
            }
            session.flush();
        } catch (SQLException | RuntimeException e) {
            group.forEach(pending -> pending.blame(e));
            return reconnect.rolledBack() ? Result.ROLLED_BACK : Result.DISCONNECTED;
        }
        try {
            session.commit();
        } catch (SQLException e) {
            reconnect.drop();
            failAll(group, "The ledger could not commit", e);
            return Result.DONE;
        }
        tuning.groupSizes().accept(group.size());
        group.forEach(Pending::succeed);
        return Result.DONE;
    }

    private static void failAll(List<Pending<?>> group, String message, @Nullable Throwable cause) {
        group.forEach(pending -> pending.fail(message, cause));
    }

    private enum Result {
        DONE,
        ROLLED_BACK,
        DISCONNECTED
    }
}
