package dev.baton.sip.transport;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets so many messages per second of one source through, and as many at once. Thread-safe. */
final class SourceLimit {

    private static final int SOURCES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final int perSecond;
    private final LongSupplier nanoClock;
    private final Map<Source, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Bucket> eldest) {
            // Who is forgotten starts again with a full bucket.
            return size() > SOURCES;
        }
    };

    SourceLimit(int perSecond, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.nanoClock = nanoClock;
    }

    boolean allows(InetAddress address) {
        long now = nanoClock.getAsLong();
        Source source = Source.of(address);
        synchronized (buckets) {
            return buckets.computeIfAbsent(source, unknown -> new Bucket(perSecond, now))
                    .take(now, perSecond);
        }
    }

    /** Of an IPv6 address only the network: one host has as many addresses there as it likes. */
    private record Source(int bytes, long network) {

        static Source of(InetAddress address) {
            byte[] bytes = address.getAddress();
            long network = 0;
            for (int i = 0; i < Math.min(bytes.length, NETWORK_BYTES); i++) {
                network = network << 8 | bytes[i] & 0xff;
            }
            return new Source(bytes.length, network);
        }
    }

    private static final class Bucket {

        private double tokens;
        private long filledAt;

        Bucket(int tokens, long now) {
            this.tokens = tokens;
            this.filledAt = now;
        }

        boolean take(long now, int perSecond) {
            tokens = Math.min(perSecond, tokens + (now - filledAt) * 1e-9 * perSecond);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
            tokens -= 1;
            return true;
        }
    }
}
