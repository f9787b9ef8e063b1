package dev.baton.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** What is remembered of the turns of conversations, so that a bot need not count. */
public interface Turns {

    /**
     * What a conversation has come to.
     *
     * @param failedAttempts turns in a row that have not helped
     * @param lowConfidence turns in a row with too little confidence
     * @param negative turns in a row with a negative sentiment
     * @param answered the last turns, oldest first
     */
    record Memory(int failedAttempts, int lowConfidence, int negative, List<Answered> answered) {

        /** Of a conversation of which nothing is known. */
        public static final Memory NONE = new Memory(0, 0, 0, List.of());

        public Memory {
            answered = List.copyOf(answered);
        }

        /** What was answered to a turn, if that was not too long ago. */
        public Optional<Answered> answeredTo(String turnId) {
            return answered.stream().filter(one -> one.turnId().equals(turnId)).findFirst();
        }

        Memory withoutCounts() {
            return new Memory(0, 0, 0, answered);
        }
    }

    /**
     * A turn that was counted.
     *
     * @param answer what it came to; holds nothing of what was said
     */
    record Answered(String turnId, ObjectNode answer) {}

    /**
     * Changes the memory as it is decided from how it stands, with nothing in between, in whatever process. The counts it
     * begins with are 0 when the conversation was handed over since the last turn. The step may be asked more than once
     * and must only decide; it runs on the writer's thread. The same memory back means that nothing is to be written.
     *
     * @return the memory afterwards, when it is on disk
     */
    CompletableFuture<Memory> advance(String client, String conversationId, Instant now, UnaryOperator<Memory> step);

    /** As it stands; {@link Memory#NONE} when there is none. */
    Memory find(String client, String conversationId);

    /** Forgets conversations that have had no turn since {@code before}; answers how many. */
    CompletableFuture<Integer> forget(Instant before, int limit);
}
