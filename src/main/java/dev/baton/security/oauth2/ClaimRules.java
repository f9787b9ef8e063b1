package dev.baton.security.oauth2;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** What a token whose signature is genuine must say: who made it, for whom, and that it is its time. */
final class ClaimRules implements JWTClaimsSetVerifier<SecurityContext> {

    private final String issuer;
    private final String audience;
    private final Duration skew;
    private final Clock clock;

    ClaimRules(String issuer, String audience, Duration skew, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.skew = skew;
        this.clock = clock;
    }

    @Override
    public void verify(JWTClaimsSet claims, @Nullable SecurityContext context) throws BadJWTException {
        Instant now = clock.instant();
        if (!issuer.equals(claims.getIssuer())) {
            throw new Broken("is of another issuer");
        }
        if (!claims.getAudience().contains(audience)) {
            throw new Broken("is for another audience");
        }
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            throw new Broken("has no time at which it expires");
        }
        if (!now.minus(skew).isBefore(expires.toInstant())) {
            throw new Broken("has expired");
        }
        Date begins = claims.getNotBeforeTime();
        if (begins != null && begins.toInstant().isAfter(now.plus(skew))) {
            throw new Broken("is not valid yet");
        }
    }

    /** Its message may be shown. */
    static final class Broken extends BadJWTException {
        Broken(String message) {
            super(message);
        }
    }
}
