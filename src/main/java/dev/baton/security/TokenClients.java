package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.security.oauth2.AccessToken;
import dev.baton.security.oauth2.AccessTokens;
import dev.baton.security.oauth2.KeysUnavailableException;
import dev.baton.security.oauth2.OAuth2Settings;
import dev.baton.security.oauth2.TokenRefusedException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Says which client a token stands for, and whether it may be used for this. */
public final class TokenClients {

    private static final String CHALLENGE = "WWW-Authenticate";
    /** No name of a configured client has a colon. */
    private static final String PREFIX = "oauth2:";

    private static final String SOON = "10";

    private final AccessTokens tokens;
    private final OAuth2Settings settings;
    private final Clients clients;

    /** @throws IllegalArgumentException when no token could let anybody in */
    public TokenClients(AccessTokens tokens, OAuth2Settings settings, Clients clients) {
        if (settings.others() == null && !clients.someHaveTokens()) {
            throw new IllegalArgumentException(
                    "baton.oauth2 lets nobody in: set baton.clients.<name>.oauth2-id or baton.oauth2.others");
        }
        this.tokens = tokens;
        this.settings = settings;
        this.clients = clients;
    }

    /** @throws ProblemException when it lets nobody in, not for this, or when that cannot be said now */
    Client of(String token, boolean writes, HttpServletResponse response) {
        AccessToken genuine = genuine(token, response);
        String scope = writes ? settings.writeScope() : settings.readScope();
        if (!genuine.scopes().contains(scope)) {
            response.setHeader(CHALLENGE, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
            throw refusal(ProblemType.FORBIDDEN, "found a token without the scope " + scope);
        }
        return clients.ofOauth2Id(genuine.client())
                .or(() -> other(genuine))
                .orElseThrow(() -> refusal(
                        ProblemType.FORBIDDEN,
                        "found a token of " + genuine.client() + ", which is no client of this gateway"));
    }

    private AccessToken genuine(String token, HttpServletResponse response) {
        try {
            return tokens.check(token);
        } catch (TokenRefusedException e) {
            String problem = "the token " + e.getMessage();
            response.setHeader(CHALLENGE, "Bearer error=\"invalid_token\", error_description=\"" + problem + "\"");
            throw refusal(ProblemType.UNAUTHORIZED, problem + " (not shown)");
        } catch (KeysUnavailableException e) {
            response.setHeader("Retry-After", SOON);
            throw refusal(
                    ProblemType.ISSUER_UNAVAILABLE,
                    "The keys of the token's issuer could not be fetched; the log says why. Nothing was stored.");
        }
    }

    private Optional<Client> other(AccessToken genuine) {
        return Optional.ofNullable(settings.others())
                .flatMap(clients::named)
                .map(shared -> shared.as(PREFIX + genuine.client()));
    }

    private static ProblemException refusal(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }
}
