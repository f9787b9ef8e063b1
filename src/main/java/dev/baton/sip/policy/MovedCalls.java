package dev.baton.sip.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The calls of the last day that were moved, as hashes. Not thread-safe. */
final class MovedCalls {

    /** No call is longer; and no cap lets as many through in a day, but by will. */
    static final Duration REMEMBERED = Duration.ofHours(24);

    private static final int MOST = 200_000;
    private static final int HASH_BYTES = 16;

    private final Map<String, Instant> moved = new LinkedHashMap<>();

    static String hash(String callId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(callId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean has(String hash) {
        return moved.containsKey(hash);
    }

    void add(String hash, Instant time) {
        moved.put(hash, time);
        if (moved.size() > MOST) {
            Iterator<String> oldest = moved.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    void remove(String hash) {
        moved.remove(hash);
    }

    void forget(Instant now) {
        Iterator<Instant> times = moved.values().iterator();
        while (times.hasNext() && Duration.between(times.next(), now).compareTo(REMEMBERED) > 0) {
            times.remove();
        }
    }
}
