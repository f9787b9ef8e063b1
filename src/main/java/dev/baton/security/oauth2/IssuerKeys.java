package dev.baton.security.oauth2;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys as they were last seen. A token with a known key is checked without asking anybody; one with an
 * unknown key has them fetched again, at most once in ten seconds, while few wait and none for long. When the issuer is
 * away the keys go on for a day.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration APART = Duration.ofSeconds(10);
    static final Duration USABLE = Duration.ofHours(24);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 20;
    private static final int SHORTEST_RSA = 2048;
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    private final Callable<JWKSet> server;
    private final Executor fetcher;
    private final LongSupplier nanos;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile @Nullable Seen seen;
    private @Nullable CompletableFuture<Void> underWay;
    private long lastAsked;
    private volatile boolean away;

    private record Seen(JWKSet keys, long at) {}

    /** @param fetcher one thread of its own: the issuer may be slow */
    IssuerKeys(Callable<JWKSet> server, Executor fetcher, LongSupplier nanos) {
        this.server = server;
        this.fetcher = fetcher;
        this.nanos = nanos;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        List<JWK> known = select(selector);
        if (!known.isEmpty()) {
            if (olderThan(FRESH)) {
                refresh();
            }
            return known;
        }
        awaitPatiently(refresh());
        if (olderThan(USABLE)) {
            throw new KeysUnavailableException();
        }
        return select(selector);
    }

    /** @return what is under way, or what is over when it was asked for too lately */
    synchronized CompletableFuture<Void> refresh() {
        CompletableFuture<Void> last = underWay;
        if (last != null && (!last.isDone() || nanos.getAsLong() - lastAsked < APART.toNanos())) {
            return last;
        }
        lastAsked = nanos.getAsLong();
        CompletableFuture<Void> next = CompletableFuture.runAsync(this::fetch, fetcher);
        underWay = next;
        return next;
    }

    private void awaitPatiently(CompletableFuture<Void> fetched) {
        if (fetched.isDone() || !waiting.tryAcquire()) {
            return;
        }
        try {
            fetched.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("waited in vain for the issuer's keys", e);
        } finally {
            waiting.release();
        }
    }

    private List<JWK> select(JWKSelector selector) {
        Seen last = seen;
        return last == null || olderThan(USABLE) ? List.of() : selector.select(last.keys());
    }

    private boolean olderThan(Duration age) {
        Seen last = seen;
        return last == null || nanos.getAsLong() - last.at() > age.toNanos();
    }

    private void fetch() {
        try {
            seen = new Seen(strongOnly(server.call()), nanos.getAsLong());
            if (away) {
                LOG.info("The issuer's keys can be fetched again");
            }
            away = false;
        } catch (Exception e) {
            if (!away) {
                LOG.warn(
                        "The issuer's keys could not be fetched, those seen before go on for {} hours: {}",
                        USABLE.toHours(),
                        e.getMessage());
            }
            away = true;
        }
    }

    private static JWKSet strongOnly(JWKSet found) {
        return new JWKSet(found.getKeys().stream()
                .filter(key -> !(key instanceof RSAKey rsa) || rsa.size() >= SHORTEST_RSA)
                .toList());
    }
}
