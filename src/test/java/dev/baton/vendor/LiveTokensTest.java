package dev.baton.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveTokensTest {

    private static final LiveTokens.Key KEY = new LiveTokens.Key("https://login.example.com/token", "client-1", "");

    private final AtomicInteger fetched = new AtomicInteger();
    private final LiveTokens tokens = new LiveTokens(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void aTokenIsFetchedOncePerAddressClientAndScope() {
        assertThat(token(KEY)).isEqualTo("token-1");
        assertThat(token(new LiveTokens.Key(KEY.url(), KEY.clientId(), ""))).isEqualTo("token-1");
        assertThat(token(new LiveTokens.Key(KEY.url(), "client-2", ""))).isEqualTo("token-2");
        assertThat(token(new LiveTokens.Key(KEY.url(), KEY.clientId(), "read"))).isEqualTo("token-3");
    }

    @Test
    void aRefusedTokenIsReplacedOnceHoweverOftenItIsRefused() {
        assertThat(tokens.renew("token-1")).isEmpty();
        token(KEY);

        assertThat(tokens.renew("token-1")).contains("token-2");
        assertThat(tokens.renew("token-1")).contains("token-2");
        assertThat(tokens.known()).containsExactlyInAnyOrder("token-1", "token-2");
    }

    @Test
    void afterClearingNothingIsKnown() {
        token(KEY);

        tokens.clear();

        assertThat(tokens.known()).isEmpty();
        assertThat(token(KEY)).isEqualTo("token-2");
    }

    private String token(LiveTokens.Key key) {
        return tokens.token(key, () -> new LiveTokens.Grant("token-" + fetched.incrementAndGet(), Duration.ofHours(1)));
    }
}
