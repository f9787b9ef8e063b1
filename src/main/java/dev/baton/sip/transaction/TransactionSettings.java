package dev.baton.sip.transaction;

import java.time.Duration;
import java.util.Set;

/**
 * Times and bounds.
 *
 * @param t1 an estimate of the round trip; all other times follow from it
 * @param t2 the longest time between two retransmissions
 * @param t4 how long a message may be on its way
 * @param maxClient how many requests of ours may wait for their answer
 * @param maxServer how many requests of others are remembered
 * @param extensions the option tags that a peer may require
 */
public record TransactionSettings(
        Duration t1, Duration t2, Duration t4, int maxClient, int maxServer, Set<String> extensions) {

    /** The times of RFC 3261. */
    public static final TransactionSettings DEFAULT = new TransactionSettings(
            Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(5), 25_000, 50_000, Set.of());

    public TransactionSettings {
        extensions = Set.copyOf(extensions);
    }

    /** Timers B, F, H and J: how long anybody waits for anything. */
    public Duration timeout() {
        // Not multipliedBy, which calculates with decimals.
        return Duration.ofNanos(64 * t1.toNanos());
    }

    Duration doubled(Duration interval) {
        Duration twice = interval.plus(interval);
        return twice.compareTo(t2) < 0 ? twice : t2;
    }

    /** With these bounds. */
    public TransactionSettings withBounds(int client, int server) {
        return new TransactionSettings(t1, t2, t4, client, server, extensions);
    }

    /** With these option tags. */
    public TransactionSettings withExtensions(Set<String> tags) {
        return new TransactionSettings(t1, t2, t4, maxClient, maxServer, tags);
    }
}
