package dev.baton.delivery;

import dev.baton.ledger.StoredHandover;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a request wait for the outcome of its handover. Bounded: beyond the bound nobody waits. */
public final class Outcomes {

    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();
    private final Semaphore places;

    /** @param places how many requests may wait at once */
    public Outcomes(int places) {
        this.places = new Semaphore(places);
    }

    /** Announces interest before the delivery starts, so that no outcome slips through. Empty when all places are taken. */
    public Optional<Wait> expect(String handoverId) {
        return places.tryAcquire() ? Optional.of(new Wait(handoverId)) : Optional.empty();
    }

    /** Tells whoever waits for this handover. */
    void reached(StoredHandover handover) {
        Waiting waiters = waiting.get(handover.handover().id());
        if (waiters != null) {
            waiters.outcome().complete(handover);
        }
    }

    /** @param requests how many wait for the same outcome */
    private record Waiting(CompletableFuture<StoredHandover> outcome, int requests) {}

    /** One request's place among those who wait; must be closed. */
    public final class Wait implements AutoCloseable {

        private final String handoverId;
        private final CompletableFuture<StoredHandover> outcome;

        private Wait(String handoverId) {
            this.handoverId = handoverId;
            this.outcome = waiting.compute(
                            handoverId,
                            (id, others) -> others == null
                                    ? new Waiting(new CompletableFuture<>(), 1)
                                    : new Waiting(others.outcome(), others.requests() + 1))
                    .outcome();
        }

        /** @return empty when the time is over first */
        public Optional<StoredHandover> await(Duration time) throws InterruptedException {
            try {
                return Optional.of(outcome.get(time.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            waiting.computeIfPresent(
                    handoverId,
                    (id, all) -> all.requests() == 1 ? null : new Waiting(all.outcome(), all.requests() - 1));
            places.release();
        }
    }
}
