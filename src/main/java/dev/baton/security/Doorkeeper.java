package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import dev.baton.security.oauth2.AccessTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says who calls, by key, token or certificate, or by being on this machine as long as there are no clients. Whoever
 * has none of these may still ask whether the gateway is well.
 */
public final class Doorkeeper {

    private static final String MANAGEMENT = "/actuator";
    private static final Set<String> OPEN =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
    /** Any other name could be a foreign page's, resolved to this machine by DNS rebinding. */
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private final Clients clients;
    private final @Nullable TokenClients tokens;
    private final @Nullable Sha256 managementKey;

    public Doorkeeper(Clients clients) {
        this(clients, null, null);
    }

    /**
     * @param tokens absent when no tokens are taken
     * @param managementKeySha256 of the key that is for the actuator only; absent when there is none
     * @throws IllegalArgumentException when that is no hash
     */
    public Doorkeeper(Clients clients, @Nullable TokenClients tokens, @Nullable String managementKeySha256) {
        this.clients = clients;
        this.tokens = tokens;
        try {
            this.managementKey = managementKeySha256 == null ? null : Sha256.ofKey(managementKeySha256);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("baton.management.key-sha256 " + e.getMessage(), e);
        }
    }

    /** Whether somebody on another machine would be asked who it is before the actuator tells anything. */
    public boolean guardsManagement() {
        return !clients.isEmpty() || managementKey != null;
    }

    static boolean isManagement(String path) {
        return path.equals(MANAGEMENT) || path.startsWith(MANAGEMENT + "/");
    }

    /**
     * @param event whether somebody else asks who it is that calls
     * @throws ProblemException when the caller is not to be let in
     */
    Client letIn(HttpServletRequest request, String path, boolean event, HttpServletResponse response) {
        if (isManagement(path)) {
            return manager(request, path, response);
        }
        if (clients.isEmpty()) {
            return local(request);
        }
        return event ? Client.ANONYMOUS : known(request, response);
    }

    private Client manager(HttpServletRequest request, String path, HttpServletResponse response) {
        if (!guardsManagement()) {
            return local(request);
        }
        if (OPEN.contains(path)) {
            return Client.ANONYMOUS;
        }
        String credential = Presented.by(request).credential();
        if (managementKey != null && credential != null && managementKey.matches(Sha256.of(credential))) {
            return Client.OPERATOR;
        }
        Client client = known(request, response);
        if (!client.management() && (managementKey != null || clients.someManage())) {
            throw refusal(
                    ProblemType.FORBIDDEN,
                    "The client " + client.name() + " may not look here: expected the key of"
                            + " baton.management.key-sha256, or a client with management: true");
        }
        return client;
    }

    private static Client local(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !LOCAL_HOST.matcher(host).matches()) {
            throw refusal(
                    ProblemType.FORBIDDEN_HOST,
                    "The Host header must be localhost, 127.0.0.1 or [::1] until baton.clients are configured.");
        }
        return Client.LOCAL;
    }

    private Client known(HttpServletRequest request, HttpServletResponse response) {
        Presented shown = Presented.by(request);
        return clientOf(shown, request.getMethod().equals("POST"), response).orElseThrow(() -> {
            response.setHeader("WWW-Authenticate", "Bearer");
            return refusal(ProblemType.UNAUTHORIZED, unknown(shown));
        });
    }

    private Optional<Client> clientOf(Presented shown, boolean writes, HttpServletResponse response) {
        String credential = shown.credential();
        if (credential == null) {
            return Optional.ofNullable(shown.certificate()).flatMap(clients::ofCertificate);
        }
        // A key first: nobody can make a token whose hash is that of a key.
        Optional<Client> keyed = clients.ofKey(credential);
        return keyed.isEmpty() && tokens != null && shown.bearer() && AccessTokens.isForm(credential)
                ? Optional.of(tokens.of(credential, writes, response))
                : keyed;
    }

    private static String unknown(Presented shown) {
        if (shown.credential() != null) {
            return "found a key that belongs to no client of this gateway (not shown)";
        }
        return (shown.certificate() == null ? "found no key" : "found no key, and a certificate of no client")
                + ", expected the header Authorization: Bearer <key> or X-API-Key: <key>";
    }

    private static ProblemException refusal(ProblemType type, String detail) {
        return new ProblemException(Problem.of(type, detail));
    }
}
