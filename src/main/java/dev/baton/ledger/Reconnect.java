package dev.baton.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the writer's session, and opens a new one with growing pauses when it is lost. Used by one thread only. */
final class Reconnect {
    private static final Logger LOG = LoggerFactory.getLogger(Reconnect.class);
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;

    private final Source source;
    private final CountDownLatch closing;
    private @Nullable Session session;
    private long pauseMillis = FIRST_PAUSE_MILLIS;
    private boolean away;

    Reconnect(Source source, CountDownLatch closing) {
        this.source = source;
        this.closing = closing;
    }

    /** Opens a connection for writing. */
    interface Source {
        Connection open() throws SQLException;
    }

    /**
     * The session, or null when every operation of the group has been failed: its patience ended, or the ledger closes
     * while the database is away.
     */
    @Nullable
    Session await(List<Pending<?>> group) throws InterruptedException {
        while (session == null) {
            SQLException reason = open();
            if (reason == null) {
                break;
            }
            boolean givenUp = closing.await(pauseMillis, TimeUnit.MILLISECONDS);
            pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
            if (givenUp || group.stream().allMatch(Pending::isLate)) {
                group.forEach(pending -> pending.fail("The ledger's database is away", reason));
                return null;
            }
        }
        return session;
    }

    /** False when the connection is of no use any more. */
    boolean rolledBack() {
        try {
            if (session != null) {
                session.rollback();
                return true;
            }
        } catch (SQLException lost) {
            LOG.debug("The ledger could not roll back", lost);
        }
        drop();
        return false;
    }

    void drop() {
        try (Session closed = session) {
            session = null;
        } catch (SQLException e) {
            LOG.debug("The ledger's connection did not close", e);
        }
    }

    private @Nullable SQLException open() {
        try {
            Connection connection = source.open();
            session = new Session(connection);
            pauseMillis = FIRST_PAUSE_MILLIS;
            if (away) {
                LOG.info("The ledger's database is back");
            }
            away = false;
            return null;
        } catch (SQLException e) {
            if (!away) {
                LOG.warn("The ledger's database is away: {}", e.getMessage());
            }
            away = true;
            return e;
        }
    }
}
