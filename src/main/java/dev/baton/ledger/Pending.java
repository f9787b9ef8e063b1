package dev.baton.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An operation that waits for its commit. */
final class Pending<T> {
    private final GroupCommit.Work<T> work;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final long deadline;
    private @Nullable T result;
    private @Nullable Exception blamed;

    Pending(GroupCommit.Work<T> work, Duration patience) {
        this.work = work;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    CompletableFuture<T> future() {
        return future;
    }

    boolean isLate() {
        return System.nanoTime() - deadline > 0;
    }

    void run(Session session) throws SQLException {
        result = work.run(session);
    }

    /** After {@link #run} and its commit. */
    void succeed() {
        future.complete(Objects.requireNonNull(result));
    }

    void blame(Exception cause) {
        blamed = cause;
    }

    void failWithCause() {
        if (blamed instanceof RuntimeException bug) {
            future.completeExceptionally(bug);
        } else {
            fail("The ledger could not take the write", blamed);
        }
    }

    void fail(String message, @Nullable Throwable cause) {
        future.completeExceptionally(
                cause == null
                        ? new LedgerUnavailableException(message)
                        : new LedgerUnavailableException(message, cause));
    }
}
