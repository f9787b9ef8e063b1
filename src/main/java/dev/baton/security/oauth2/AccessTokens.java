package dev.baton.security.oauth2;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** Checks tokens: signed JWT (RFC 7519) with one of the issuer's public keys, never unsigned or with a shared secret. */
public final class AccessTokens implements AutoCloseable {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final Pattern CLIENT = Pattern.compile("[!-~]{1,128}");
    private static final int LONGEST = 8192;

    /** RFC 9068 wants at+jwt; many issuers write JWT, or nothing. */
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    private static final List<String> SCOPES = List.of("scope", "scp", "roles");

    private final String clientClaim;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final ExecutorService fetcher = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "issuer-keys");
        thread.setDaemon(true);
        return thread;
    });

    /** @param settings checked, and with an issuer */
    public AccessTokens(OAuth2Settings settings, Clock clock) {
        String issuer = Objects.requireNonNull(settings.issuer());
        this.clientClaim = settings.clientClaim();
        IssuerKeys keys = new IssuerKeys(new KeyServer(issuer, settings.jwksUri())::fetch, fetcher, System::nanoTime);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        processor.setJWTClaimsSetVerifier(
                new ClaimRules(issuer, Objects.requireNonNull(settings.audience()), settings.clockSkew(), clock));
        var unused = keys.refresh();
    }

    /** Whether it is meant as a token. No API key of a client is asked this. */
    public static boolean isForm(String presented) {
        return presented.length() <= LONGEST && FORM.matcher(presented).matches();
    }

    /**
     * @throws TokenRefusedException when it lets nobody in
     * @throws KeysUnavailableException when that cannot be said now
     */
    public AccessToken check(String presented) throws TokenRefusedException, KeysUnavailableException {
        try {
            JWTClaimsSet claims = processor.process(SignedJWT.parse(presented), null);
            return new AccessToken(client(claims), scopes(claims));
        } catch (KeysUnavailableException e) {
            throw e;
        } catch (ClaimRules.Broken e) {
            throw new TokenRefusedException(String.valueOf(e.getMessage()));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // Not its reason: what helps a forger is of no use to anybody else.
            throw new TokenRefusedException("is not signed with a key of the issuer");
        }
    }

    private String client(JWTClaimsSet claims) throws TokenRefusedException {
        Object name = claims.getClaim(clientClaim);
        if (name instanceof String text && CLIENT.matcher(text).matches()) {
            return text;
        }
        throw new TokenRefusedException("names no client in its claim " + clientClaim);
    }

    /** RFC 8693 has one text with spaces between them; others have an array, or call it something else. */
    private static Set<String> scopes(JWTClaimsSet claims) {
        Set<String> scopes = new TreeSet<>();
        for (String name : SCOPES) {
            Object claim = claims.getClaim(name);
            if (claim instanceof String text) {
                scopes.addAll(List.of(text.split(" ")));
            } else if (claim instanceof Collection<?> several) {
                several.forEach(each -> scopes.add(String.valueOf(each)));
            }
        }
        return scopes;
    }

    @Override
    public void close() {
        fetcher.shutdownNow();
    }
}
