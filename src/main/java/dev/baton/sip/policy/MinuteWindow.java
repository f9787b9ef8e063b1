package dev.baton.sip.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** What happened within the last minute, by target and destination. As large as the caps allow. Not thread-safe. */
final class MinuteWindow {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Event(Instant time, String target, String pair) {}

    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private final Map<String, Integer> counts = new HashMap<>();

    void add(Instant time, String target, String destination) {
        Event event = new Event(time, target, pair(target, destination));
        events.addLast(event);
        counts.merge(event.target(), 1, Integer::sum);
        counts.merge(event.pair(), 1, Integer::sum);
    }

    int of(String target) {
        return counts.getOrDefault(target, 0);
    }

    int of(String target, String destination) {
        return counts.getOrDefault(pair(target, destination), 0);
    }

    /** A line end is in no target's name, so that a pair is never taken for a target. */
    private static String pair(String target, String destination) {
        return target + '\n' + destination;
    }

    /** When the clock was set back, what is in the future is forgotten too: it would never leave. */
    void forget(Instant now) {
        while (!events.isEmpty()
                && Duration.between(events.peekFirst().time(), now).abs().compareTo(MINUTE) >= 0) {
            Event old = events.removeFirst();
            counts.computeIfPresent(old.target(), (key, count) -> count == 1 ? null : count - 1);
            counts.computeIfPresent(old.pair(), (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
