package dev.baton.worker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many calls are under way, to whom, and whom to leave alone. One lane that is slow or down takes no more than its
 * share, and what is known of lanes that rest is forgotten beyond a thousand. Safe for all threads.
 *
 * @param <L> what fails together
 */
public final class Lanes<L> {

    private static final int MOST = 1_000;
    private static final int CALLS_BEFORE_JUDGING = 10;
    private static final int CALLS_JUDGED = 20;

    private final int atOnce;
    private final int atOncePerLane;
    private final Duration breakerPause;
    private final Map<L, State> states = new LinkedHashMap<>(16, 0.75f, true);
    private int underWay;

    /** @param breakerPause how long a lane whose calls fail is left alone */
    public Lanes(int atOnce, int atOncePerLane, Duration breakerPause) {
        this.atOnce = atOnce;
        this.atOncePerLane = atOncePerLane;
        this.breakerPause = breakerPause;
    }

    /**
     * What may be taken from a lane now.
     *
     * @param most how many calls
     * @param resting whether nothing may be sent, and only what is too old is to be given up
     */
    public record Share(int most, boolean resting) {}

    /** Lanes that need not be looked at now. */
    public synchronized List<L> closed(Instant now) {
        List<L> closed = new ArrayList<>();
        states.forEach((lane, state) -> {
            if (state.underWay >= atOncePerLane || state.isResting(now) && now.isBefore(state.sweepAt)) {
                closed.add(lane);
            }
        });
        return closed;
    }

    /** Whether another call may begin at all. */
    public synchronized boolean hasRoom() {
        return underWay < atOnce;
    }

    /** What may be taken from a lane now. */
    public synchronized Share share(L lane, Instant now) {
        State state = state(lane);
        int room = Math.min(atOnce - underWay, atOncePerLane - state.underWay);
        if (state.isResting(now)) {
            return new Share(room, true);
        }
        // One call finds out whether the lane is well again.
        boolean proven = state.breaker.getState() == CircuitBreaker.State.CLOSED;
        return new Share(proven ? room : Math.min(room, 1 - Math.min(1, state.underWay)), false);
    }

    /** Nothing in a resting lane is too old yet: it need not be looked at for a while. */
    public synchronized void swept(L lane, Instant now) {
        state(lane).sweepAt = now.plus(breakerPause);
    }

    /** A call begins; it must {@link #leave} again. The breaker wants to be told what it came to. */
    public synchronized CircuitBreaker enter(L lane) {
        State state = state(lane);
        state.underWay++;
        underWay++;
        return state.breaker;
    }

    /** A call is over. */
    public synchronized void leave(L lane, Instant now) {
        State state = state(lane);
        state.underWay--;
        underWay--;
        if (state.breaker.getState() == CircuitBreaker.State.OPEN && !state.isResting(now)) {
            state.restUntil = now.plus(breakerPause);
        }
    }

    /** How many lanes are in a state of their breaker. */
    public synchronized int count(CircuitBreaker.State wanted) {
        return (int) states.values().stream()
                .filter(state -> state.breaker.getState() == wanted)
                .count();
    }

    private State state(L lane) {
        State known = states.get(lane);
        if (known != null) {
            return known;
        }
        State added = new State(breaker());
        states.put(lane, added);
        forgetTheOldest();
        return added;
    }

    private void forgetTheOldest() {
        Iterator<State> oldest = states.values().iterator();
        while (states.size() > MOST && oldest.hasNext()) {
            if (oldest.next().underWay == 0 && states.size() > MOST) {
                oldest.remove();
            }
        }
    }

    private CircuitBreaker breaker() {
        return CircuitBreaker.of(
                "lane",
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS_JUDGED)
                        .minimumNumberOfCalls(CALLS_BEFORE_JUDGING)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(breakerPause)
                        .writableStackTraceEnabled(false)
                        .build());
    }

    private static final class State {
        private final CircuitBreaker breaker;
        private int underWay;
        private Instant restUntil = Instant.MIN;
        private Instant sweepAt = Instant.MIN;

        State(CircuitBreaker breaker) {
            this.breaker = breaker;
        }

        boolean isResting(Instant now) {
            return breaker.getState() == CircuitBreaker.State.OPEN && now.isBefore(restUntil);
        }
    }
}
