package dev.baton.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.mapping.MappingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells from what a connector's call threw who has to act, and whether the call may be sent again. */
public final class Failures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_REASON = 500;

    private Failures() {}

    /** @param idempotent whether a call that may have arrived may be sent again */
    public static Failure classify(Throwable thrown, boolean idempotent) {
        HttpOperationFailedException answered = find(thrown, HttpOperationFailedException.class);
        if (answered != null) {
            return answered(answered);
        }
        MappingException mapping = find(thrown, MappingException.class);
        if (mapping != null) {
            return failure(FailureClass.INTEGRATOR_MUST_ACT, "mapping_failed", String.valueOf(mapping.getMessage()));
        }
        if (neverSent(thrown)) {
            return failure(FailureClass.TRY_AGAIN, "unreachable", "The target cannot be reached: " + root(thrown));
        }
        if (find(thrown, IOException.class) != null) {
            return idempotent || find(thrown, TokenUnavailableException.class) != null
                    ? failure(FailureClass.TRY_AGAIN, "timeout", "The target did not answer: " + root(thrown))
                    : failure(
                            FailureClass.UNKNOWN,
                            "timeout",
                            "The target did not answer, and may have taken the handover: " + root(thrown));
        }
        return failure(FailureClass.INTEGRATOR_MUST_ACT, "connector_failed", root(thrown));
    }

    private static Failure answered(HttpOperationFailedException answer) {
        int status = answer.getStatusCode();
        String reason = "The target answered " + status + vendorWords(answer.getResponseBody());
        return switch (status) {
            case 401 -> failure(FailureClass.INTEGRATOR_MUST_ACT, "unauthorized", reason);
            case 403 -> failure(FailureClass.INTEGRATOR_MUST_ACT, "forbidden", reason);
            case 404 -> failure(FailureClass.INTEGRATOR_MUST_ACT, "not_found", reason);
            case 408, 425 -> failure(FailureClass.TRY_AGAIN, "unavailable", reason);
            case 429 -> new Failure(FailureClass.TRY_AGAIN, "rate_limited", reason, retryAfter(answer));
            default ->
                status >= 500
                        ? new Failure(FailureClass.TRY_AGAIN, "unavailable", reason, retryAfter(answer))
                        : failure(FailureClass.INTEGRATOR_MUST_ACT, "rejected", reason);
        };
    }

    /** The short words that vendors put into error bodies for the integrator, whichever of the usual names they use. */
    private static String vendorWords(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        try {
            JsonNode json = JSON.readTree(body);
            StringBuilder words = new StringBuilder();
            for (String name : new String[] {"code", "error", "message", "error_description", "detail", "contextId"}) {
                JsonNode word = json.path(name);
                if (word.isValueNode() && !word.isNull()) {
                    words.append(", ").append(name).append(": ").append(word.asText());
                }
            }
            return words.toString();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static @Nullable Duration retryAfter(HttpOperationFailedException answer) {
        Map<String, String> headers = answer.getResponseHeaders();
        if (headers == null) {
            return null;
        }
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                .map(header -> RetryAfter.parse(header.getValue()))
                .findFirst()
                .flatMap(found -> found)
                .orElse(null);
    }

    private static boolean neverSent(Throwable thrown) {
        return find(thrown, ConnectException.class) != null
                || find(thrown, ConnectTimeoutException.class) != null
                || find(thrown, ConnectionRequestTimeoutException.class) != null
                || find(thrown, UnknownHostException.class) != null
                || find(thrown, NoRouteToHostException.class) != null
                || find(thrown, SSLHandshakeException.class) != null;
    }

    private static Failure failure(FailureClass failureClass, String code, String reason) {
        return new Failure(
                failureClass,
                code,
                reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) + "…" : reason,
                null);
    }

    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
