package dev.baton.vendor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.baton.handover.Failure;
import dev.baton.handover.FailureClass;
import dev.baton.mapping.MappingException;
import java.io.IOException;
import java.net.ConnectException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;

/** Tells from what a connector's call threw who has to act, and whether the call may be sent again. */
public final class Failures {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_REASON = 500;
    private static final List<String> WORDS =
            List.of("code", "errorCode", "error", "message", "error_description", "detail", "contextId");

    private Failures() {}

    /** @param idempotent whether a call that may have arrived may be sent again */
    public static Failure classify(Throwable thrown, boolean idempotent) {
        AfterCreationException after = find(thrown, AfterCreationException.class);
        if (after != null && after.getCause() != null) {
            return afterCreation(classify(after.getCause(), idempotent), idempotent);
        }
        DeclaredFailureException declared = find(thrown, DeclaredFailureException.class);
        if (declared != null) {
            return declared.failure();
        }
        HttpOperationFailedException answered = find(thrown, HttpOperationFailedException.class);
        if (answered != null) {
            return answered(answered);
        }
        ToldFailureException told = find(thrown, ToldFailureException.class);
        if (told != null) {
            return told.failure();
        }
        MappingException mapping = find(thrown, MappingException.class);
        if (mapping != null) {
            return failure(FailureClass.INTEGRATOR_MUST_ACT, "mapping_failed", String.valueOf(mapping.getMessage()));
        }
        HostRefusedException refused = find(thrown, HostRefusedException.class);
        if (refused != null) {
            return failure(FailureClass.INTEGRATOR_MUST_ACT, "host_not_allowed", String.valueOf(refused.getMessage()));
        }
        Optional<Failure> ofSip = causes(thrown).flatMap(cause -> SipFailures.of(cause).stream()).findFirst();
        if (ofSip.isPresent()) {
            return ofSip.get();
        }
        return unanswered(thrown, idempotent || find(thrown, PreparationException.class) != null);
    }

    /** What may be tried again alone may not when it comes with calls that made something. */
    private static Failure afterCreation(Failure failure, boolean idempotent) {
        return idempotent || failure.failureClass() != FailureClass.TRY_AGAIN
                ? failure
                : failure(
                        FailureClass.UNKNOWN,
                        failure.code(),
                        failure.reason() + ". A part of the handover is at the target already, and sending it again"
                                + " would make that part twice.");
    }

    /** @param repeatable whether nothing can be doubled, even if the call arrived */
    private static Failure unanswered(Throwable thrown, boolean repeatable) {
        if (isUntrusted(thrown)) {
            return failure(
                    FailureClass.INTEGRATOR_MUST_ACT,
                    "untrusted_certificate",
                    "Nothing was sent: the target's certificate is not trusted: " + root(thrown));
        }
        if (find(thrown, NotSentException.class) != null || find(thrown, ConnectException.class) != null) {
            return failure(FailureClass.TRY_AGAIN, "unreachable", "The target cannot be reached: " + root(thrown));
        }
        if (find(thrown, AnswerTooLargeException.class) != null) {
            // The same call has the same answer, so trying again would not help.
            return failure(
                    repeatable ? FailureClass.INTEGRATOR_MUST_ACT : FailureClass.UNKNOWN,
                    "answer_too_large",
                    "The target took the call, but its answer cannot be used: " + root(thrown));
        }
        if (find(thrown, IOException.class) != null) {
            return repeatable
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
        if (status >= 300 && status < 400) {
            return redirected(status, answer.getRedirectLocation());
        }
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

    /** The rest of the location may hold what only the vendor should know. */
    private static Failure redirected(int status, @Nullable String location) {
        String host = AllowedHosts.hostOf(location == null ? "" : location)
                .map(found -> " to host " + found)
                .orElse("");
        return failure(
                FailureClass.INTEGRATOR_MUST_ACT,
                "redirected",
                "The target answered " + status + ", a redirect" + host
                        + "; none is followed. The integrator sets the URL setting to the address that answers itself.");
    }

    /** The short words that vendors put into error bodies for the integrator, whichever of the usual names they use. */
    private static String vendorWords(@Nullable String body) {
        if (body == null || body.isBlank()) {
            return "";
        }
        try {
            JsonNode json = words(JSON.readTree(body));
            StringBuilder words = new StringBuilder();
            for (String name : WORDS) {
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

    /** Salesforce answers with a list of errors, ServiceNow and Microsoft with an error inside the error. */
    private static JsonNode words(JsonNode body) {
        JsonNode first = body.isArray() ? body.path(0) : body;
        return first.path("error").isObject() ? first.path("error") : first;
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

    /** An unknown authority, another host's name, a time that is over: none of it heals by itself. */
    private static boolean isUntrusted(Throwable thrown) {
        return find(thrown, CertificateException.class) != null
                || find(thrown, SSLPeerUnverifiedException.class) != null;
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
        return causes(thrown).filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }
}
