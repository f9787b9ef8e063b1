package dev.baton.delivery;

import dev.baton.catalog.LiveTarget;
import dev.baton.connector.DeliveryScope;
import dev.baton.handover.Failure;
import dev.baton.security.Redactor;
import dev.baton.vendor.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;

/** What stopped a delivery: who has to act, and why in words that show no secret. */
final class ShownFailure {

    private ShownFailure() {}

    /** @param exchange that of a delivery route, with what it caught */
    static Failure of(Exchange exchange) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        DeliveryScope delivery = DeliveryScope.of(exchange);
        Failure failure = thrown instanceof TargetClosedException closed
                ? closed.failure()
                : Failures.classify(
                        Objects.requireNonNull(thrown),
                        delivery.target().connector().idempotent());
        return new Failure(
                failure.failureClass(),
                failure.code(),
                redactor(exchange).redact(failure.reason()),
                failure.retryAfter());
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
