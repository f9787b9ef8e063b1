package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done beside handovers, durably. A task is written in the commit that makes it necessary. One process at
 * a time has it, until its lease ends; so each is done at least once, and as a rule once.
 */
public interface TaskQueue {

    /** The kind of the task that undoes at its target what a handover did there. */
    String UNDO = "undo";

    /** The number of that task; the others' are lower. */
    int UNDO_NUMBER = 100;

    /** The kind of the task that makes a record; others may await its end. */
    String CREATE_TASK = "createTask";

    /** What must happen before a task is to be done. */
    enum Awaits {
        NOTHING,
        /** The target's answer, good or bad. */
        OUTCOME,
        /** That a target takes the handover. */
        ACCEPTED,
        /** That somebody there has the conversation. */
        ASSIGNED,
        /** That the handover's record is made. */
        TASK;

        /** The word in the ledger; null for nothing. */
        @Nullable
        String word() {
            return this == NOTHING ? null : name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a task stands. */
    enum State {
        WAITING,
        DONE,
        FAILED,
        /** What it awaited cannot happen any more. */
        SKIPPED;

        /** The word on the wire and in the ledger, for example {@code done}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A task to be written with its handover.
     *
     * @param number 0 to 99, different for each of a handover
     * @param lane what fails together; absent for the target that takes the handover
     * @param details what to do; not to be changed
     */
    record Planned(int number, String kind, @Nullable String lane, Awaits awaits, ObjectNode details) {}

    /**
     * A task that we have to do now.
     *
     * @param attempts before this one, where it is tried now
     * @param refusals how many of them were refused
     * @param since from when on it was to be done
     * @param lease until when nobody else does it
     */
    record Due(
            String handoverId,
            int number,
            String client,
            String kind,
            String lane,
            ObjectNode details,
            int attempts,
            int refusals,
            Instant since,
            Instant lease) {

        /** The same for every attempt, so that a receiver can tell a repeated one. */
        public String id() {
            return handoverId + "-task-" + number;
        }
    }

    /** @param endedAt absent while it waits */
    record Task(
            String handoverId,
            int number,
            String kind,
            State state,
            ObjectNode details,
            int attempts,
            @Nullable Instant endedAt) {}

    /** The lane of everything that is done at a target. */
    static String laneOf(String target) {
        return "target " + target;
    }

    /** Decides by its connector whether a handover that has ended is to be undone; asked on a writer's thread. */
    void undoes(Predicate<String> connector);

    /** Lanes in which something is due, the longest due first. */
    List<String> lanes(Instant now, Collection<String> except, int limit);

    /** Leases tasks of a lane that are due. */
    CompletableFuture<List<Due>> claim(String lane, Instant now, Instant leaseUntil, int limit);

    /** Ends the lease: due again at a later time, perhaps in another lane. False when the lease was lost before. */
    CompletableFuture<Boolean> again(Due due, String lane, ObjectNode details, int attempts, int refusals, Instant at);

    /** Ends the task. False when the lease was lost before. */
    CompletableFuture<Boolean> end(Due due, State state, ObjectNode details, Instant at);

    /** The tasks of handovers, by handover, in the order of their numbers. */
    Map<String, List<Task>> of(Collection<String> handoverIds);

    /** How many tasks are to be done, now or at a later time. */
    long waitingCount();
}
