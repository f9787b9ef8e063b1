package dev.baton.security;

import dev.baton.problem.Problem;
import dev.baton.problem.ProblemException;
import dev.baton.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says who calls, by key, or by being on this machine as long as there are no keys. */
final class Doorkeeper {

    private static final String LOCAL = "local";
    private static final String ANONYMOUS = "anonymous";
    private static final Set<String> OPEN =
            Set.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");
    /** Any other name could be a foreign page's, resolved to this machine by DNS rebinding. */
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private final Clients clients;

    Doorkeeper(Clients clients) {
        this.clients = clients;
    }

    /**
     * @param event whether somebody else asks who it is that calls
     * @throws ProblemException when the caller is not to be let in
     */
    String nameOf(HttpServletRequest request, String path, boolean event, HttpServletResponse response) {
        if (clients.isEmpty()) {
            return local(request);
        }
        return event ? ANONYMOUS : authenticated(request, path, response);
    }

    private static String local(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !LOCAL_HOST.matcher(host).matches()) {
            throw new ProblemException(Problem.of(
                    ProblemType.FORBIDDEN_HOST,
                    "The Host header must be localhost, 127.0.0.1 or [::1] until baton.clients are configured."));
        }
        return LOCAL;
    }

    private String authenticated(HttpServletRequest request, String path, HttpServletResponse response) {
        String key = presentedKey(request);
        Optional<String> client = key == null ? Optional.empty() : clients.authenticate(key);
        if (client.isPresent()) {
            return client.get();
        }
        if (OPEN.contains(path)) {
            return ANONYMOUS;
        }
        response.setHeader("WWW-Authenticate", "Bearer");
        throw new ProblemException(Problem.of(
                ProblemType.UNAUTHORIZED,
                key == null
                        ? "found no key, expected the header Authorization: Bearer <key> or X-API-Key: <key>"
                        : "found a key that belongs to no client of this gateway (not shown)"));
    }

    private static @Nullable String presentedKey(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip();
        }
        return request.getHeader("X-API-Key");
    }
}
