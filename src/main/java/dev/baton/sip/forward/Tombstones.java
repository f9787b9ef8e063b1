package dev.baton.sip.forward;

import dev.baton.sip.transaction.Timers;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Forwards that have ended lately: their peers may still report, and mean no harm. Thread-safe and bounded. */
final class Tombstones {

    private static final int STEPS = 8;

    private final Timers timers;
    private final Duration step;
    private final int most;
    /** When each was put up, in steps; the oldest first. */
    private final Map<DialogKey, Long> ended = new LinkedHashMap<>();

    private long now;
    private boolean ticking;

    /** @param life for which each stays, and not much longer */
    Tombstones(Timers timers, Duration life, int most) {
        this.timers = timers;
        this.step = life.dividedBy(STEPS);
        this.most = most;
    }

    synchronized void add(DialogKey key) {
        ended.put(key, now);
        if (ended.size() > most) {
            ended.remove(ended.keySet().iterator().next());
        }
        if (!ticking) {
            ticking = true;
            Timers.Handle unused = timers.schedule(step, this::tick);
        }
    }

    synchronized boolean has(DialogKey key) {
        return ended.containsKey(key);
    }

    synchronized int size() {
        return ended.size();
    }

    private synchronized void tick() {
        now++;
        Iterator<Long> eldest = ended.values().iterator();
        while (eldest.hasNext() && eldest.next() < now - STEPS) {
            eldest.remove();
        }
        ticking = !ended.isEmpty();
        if (ticking) {
            Timers.Handle unused = timers.schedule(step, this::tick);
        }
    }
}
