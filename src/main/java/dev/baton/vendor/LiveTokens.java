package dev.baton.vendor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens of one target, one per token address, client and scope: fetched once however many deliveries ask at the same
 * time, renewed a minute before they expire, and once more when a vendor refuses one.
 */
public final class LiveTokens {

    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(60);

    private final Clock clock;
    private final Map<Key, Source> sources = new ConcurrentHashMap<>();

    public LiveTokens(Clock clock) {
        this.clock = clock;
    }

    /** The token to send now. Whatever the fetch throws goes to the caller, and the next caller tries again. */
    public String token(Key key, Supplier<Grant> fetch) {
        return sources.computeIfAbsent(key, k -> new Source()).current(fetch);
    }

    /**
     * A token to send instead of one that the vendor refused.
     *
     * @return empty when the refused token is none of ours
     */
    public Optional<String> renew(String refused) {
        return sources.values().stream()
                .map(source -> source.renew(refused))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The tokens that a vendor may repeat in an answer to this target. */
    public List<String> known() {
        return sources.values().stream().flatMap(Source::known).toList();
    }

    /** Forgets every token: the next call fetches one. */
    public void clear() {
        sources.clear();
    }

    /**
     * @param url where the token is fetched
     * @param scope what it is asked for; empty when the address and the client say it
     */
    public record Key(String url, String clientId, String scope) {}

    /** @param expiresIn how long the vendor says the token lives */
    public record Grant(String token, Duration expiresIn) {}

    private final class Source {

        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Token current;
        private @Nullable Supplier<Grant> lastFetch;

        String current(Supplier<Grant> fetch) {
            Token token = current;
            if (token != null && clock.instant().isBefore(token.renewAt())) {
                return token.value();
            }
            lock.lock();
            try {
                token = current;
                if (token == null || !clock.instant().isBefore(token.renewAt())) {
                    token = fetch(fetch);
                }
                return token.value();
            } finally {
                lock.unlock();
            }
        }

        Optional<String> renew(String refused) {
            Token token = current;
            if (token == null || lastFetch == null) {
                return Optional.empty();
            }
            if (!token.value().equals(refused)) {
                return refused.equals(token.replaced()) ? Optional.of(token.value()) : Optional.empty();
            }
            lock.lock();
            try {
                Token again = current;
                boolean stillRefused = again != null && again.value().equals(refused);
                return Optional.of(stillRefused ? fetch(lastFetch).value() : again == null ? refused : again.value());
            } finally {
                lock.unlock();
            }
        }

        Stream<String> known() {
            Token token = current;
            return token == null
                    ? Stream.empty()
                    : Stream.of(token.value(), token.replaced()).filter(Objects::nonNull);
        }

        private Token fetch(Supplier<Grant> fetch) {
            Token before = current;
            Grant grant = fetch.get();
            Duration life = grant.expiresIn();
            Duration margin = life.compareTo(BEFORE_EXPIRY.multipliedBy(2)) > 0 ? BEFORE_EXPIRY : life.dividedBy(2);
            Token token = new Token(
                    grant.token(),
                    before == null ? null : before.value(),
                    clock.instant().plus(life).minus(margin));
            lastFetch = fetch;
            current = token;
            return token;
        }
    }

    /** @param replaced the token before this one, so that a late refusal of it does not fetch again */
    private record Token(String value, @Nullable String replaced, Instant renewAt) {}
}
