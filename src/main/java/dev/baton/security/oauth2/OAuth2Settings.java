package dev.baton.security.oauth2;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which tokens are taken, under {@code baton.oauth2}.
 *
 * @param issuer what the claim {@code iss} must be; absent when no tokens are taken
 * @param jwksUri where the issuer's keys are; absent to read it from the issuer's metadata
 * @param audience what must be in the claim {@code aud}: the name that the issuer has for this gateway
 * @param clientClaim the claim that names the client
 * @param writeScope what a token must have to hand over
 * @param readScope what a token must have for everything else
 * @param others the client of {@code baton.clients} whose rights hold for tokens of clients that are not there; absent when
 *     those are refused
 * @param clockSkew how far the issuer's clock may be from this one, up to two minutes
 */
public record OAuth2Settings(
        @Nullable String issuer,
        @Nullable URI jwksUri,
        @Nullable String audience,
        @DefaultValue("client_id") String clientClaim,
        @DefaultValue("handover.write") String writeScope,
        @DefaultValue("handover.read") String readScope,
        @Nullable String others,
        @DefaultValue("30s") Duration clockSkew) {

    private static final Duration MOST_SKEW = Duration.ofMinutes(2);
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** @throws IllegalArgumentException when they would be unsafe or incomplete; says what to set */
    public void check() {
        if (issuer == null) {
            if (jwksUri != null || audience != null || others != null) {
                throw refused("issuer", "is missing: expected the claim iss of the tokens to take");
            }
            return;
        }
        if (audience == null || audience.isBlank()) {
            throw refused("audience", "is missing: without it, tokens that are for other services would be taken");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(MOST_SKEW) > 0) {
            throw refused("clock-skew", "=" + clockSkew + ": expected 0s to 2m");
        }
        if (jwksUri != null) {
            requireSafe(jwksUri, "jwks-uri");
        } else {
            requireSafe(URI.create(issuer), "issuer");
        }
    }

    /** Whoever could change the keys on their way could let in whom he likes. */
    static void requireSafe(URI address, String setting) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean local = scheme.equals("http") && THIS_MACHINE.contains(String.valueOf(address.getHost()));
        if (address.getHost() == null || !(scheme.equals("https") || local)) {
            throw refused(setting, "=" + address + ": expected an address that begins with https://");
        }
    }

    private static IllegalArgumentException refused(String setting, String problem) {
        return new IllegalArgumentException("baton.oauth2." + setting + (problem.startsWith("=") ? "" : " ") + problem);
    }
}
