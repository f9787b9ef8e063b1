package dev.baton.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one target's vendor tells that rarely changes: asked once however many deliveries want it at the same time, and
 * kept for a while. A failure is not kept: the next delivery asks again.
 */
public final class LiveLookups {

    private final Clock clock;
    private final Map<String, Source> sources = new ConcurrentHashMap<>();

    public LiveLookups(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param key what is asked for; a connector's steps are the only ones that make keys, so they are few
     * @param life how long an answer counts
     * @param ask whatever it throws goes to the caller
     * @return not to be changed
     */
    public JsonNode get(String key, Duration life, Supplier<JsonNode> ask) {
        return sources.computeIfAbsent(key, k -> new Source()).get(life, ask);
    }

    /** Forgets every answer. */
    public void clear() {
        sources.clear();
    }

    private final class Source {

        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Answer answer;

        JsonNode get(Duration life, Supplier<JsonNode> ask) {
            Answer known = answer;
            if (known != null && clock.instant().isBefore(known.until())) {
                return known.value();
            }
            lock.lock();
            try {
                known = answer;
                if (known == null || !clock.instant().isBefore(known.until())) {
                    known = new Answer(ask.get(), clock.instant().plus(life));
                    answer = known;
                }
                return known.value();
            } finally {
                lock.unlock();
            }
        }
    }

    private record Answer(JsonNode value, Instant until) {}
}
