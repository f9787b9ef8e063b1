package dev.baton.delivery;

import dev.baton.catalog.LiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.handover.Failure;
import dev.baton.security.Redactor;
import dev.baton.vendor.Failures;
import dev.baton.vendor.PreparationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.jspecify.annotations.Nullable;

/** What stopped a delivery: who has to act, and why in words that show no secret. */
final class ShownFailure {

    private ShownFailure() {}

    /** @param exchange that of a delivery route, with what it caught */
    static Failure of(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        DeliveryScope delivery = DeliveryScope.of(exchange);
        Failure failure = failure(thrown, delivery.target().connector().idempotent());
        return new Failure(
                failure.failureClass(),
                failure.code(),
                redactor(exchange).redact(failure.reason()),
                failure.retryAfter());
    }

    private static Failure failure(@Nullable Throwable thrown, boolean idempotent) {
        if (thrown instanceof TargetClosedException closed) {
            return closed.failure();
        }
        return thrown instanceof TargetHeldException held
                ? held.failure()
                : Failures.classify(Objects.requireNonNull(thrown), idempotent);
    }

    /**
     * Of all that a server answers when it fails, 503 alone says that it has not begun (RFC 9110, section 15.6); 500, 502
     * and 504 may come when it is done.
     */
    static Doubt doubt(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        HttpOperationFailedException answer = ObjectHelper.getException(HttpOperationFailedException.class, thrown);
        boolean failed = answer != null && answer.getStatusCode() >= 500 && answer.getStatusCode() != 503;
        boolean harmless = DeliveryScope.of(exchange).target().connector().idempotent()
                || ObjectHelper.getException(PreparationException.class, thrown) != null;
        return failed && !harmless ? Doubt.REPEATING : Doubt.NONE;
    }

    /** A vendor may repeat in its answer whatever it was sent. */
    private static Redactor redactor(Exchange exchange) {
        LiveTarget target = exchange.getProperty(DeliveryProperties.TARGET, LiveTarget.class);
        List<String> secrets =
                new ArrayList<>(target.target().definition().secrets().values());
        secrets.addAll(target.tokens());
        String token = DeliveryScope.of(exchange).handoverToken();
        if (token != null) {
            secrets.add(token);
        }
        return new Redactor(secrets);
    }
}
